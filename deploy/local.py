"""`python -m deploy.local COMMAND`: what `./academy` runs inside the virtual environment."""

import sys

from deploy.stack.commands import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
