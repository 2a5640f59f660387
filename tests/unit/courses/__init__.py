"""Rules, Markdown and importing of the courses service, without a database."""
