"""A stand-in that only answers."""

import sys

from services.answering import answer

if __name__ == "__main__":
    answer(int(sys.argv[sys.argv.index("--http-port") + 1]))
