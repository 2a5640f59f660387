"""`python -m deploy.healthcheck`: whether the process of this container is ready."""

import os
import sys

from deploy.stack.probes import HttpProbe

if __name__ == "__main__":
    sys.exit(HttpProbe(f"http://127.0.0.1:{os.environ['HEALTH_PORT']}/health/ready").complaint())
