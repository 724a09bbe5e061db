"""From the files of a workspace to the model: reading is checking, and all faults are told at once."""
