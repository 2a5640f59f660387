"""Tests of the repository itself: who knows whom, how large things are, what is written down."""
