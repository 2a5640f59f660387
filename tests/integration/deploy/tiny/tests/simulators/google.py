"""A stand-in that says yes to everything."""

import os
import runpy
import sys

if __name__ == "__main__":
    os.environ["HEALTH_PORT"] = sys.argv[sys.argv.index("--port") + 1]
    runpy.run_module("services.common.run", run_name="__main__")
