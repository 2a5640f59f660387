"""Performance figures: each row of the budget measured beside its reference in the same run."""
