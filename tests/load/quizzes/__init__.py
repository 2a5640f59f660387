"""Answers of quizzes: how fast they are kept, and that none is lost."""
