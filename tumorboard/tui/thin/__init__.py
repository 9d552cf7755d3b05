"""The thin line: of what Textual paints, only the cells that changed go to the terminal."""
