"""From a brief to one HTML document for each edition."""
