"""What is printed: one model of a sheet, in the formats people ask for."""
