"""Part of the tiny academy."""
