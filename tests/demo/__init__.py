"""What ships beside the program: the demonstration and the themes, read as a person's program reads them."""
