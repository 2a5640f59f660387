"""Rules of the courses service: who may, and when."""
