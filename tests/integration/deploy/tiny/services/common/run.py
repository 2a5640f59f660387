"""A service that only answers."""

import os

from services.answering import answer

if __name__ == "__main__":
    answer(int(os.environ["HEALTH_PORT"]))
