"""What each pane says, as lines: pure functions of a case, so that they are tested without a terminal."""
