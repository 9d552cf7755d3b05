"""How the house is built: its layers, its top floor, its wheel."""
