"""Charts: a block and its table become a drawing."""
