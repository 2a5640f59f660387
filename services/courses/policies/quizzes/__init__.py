"""Rules of quizzes: what may be asked, who attempts when, and what is told about it."""
