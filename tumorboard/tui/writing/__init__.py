"""Forms that somebody fills in: a view, a decision, a deferral. One sheet for all of them."""
