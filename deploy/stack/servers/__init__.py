"""PostgreSQL, RabbitMQ and Redis: the user's own if they let us in, else private ones."""
