"""A gateway that says yes to everything."""

import os
import runpy

if __name__ == "__main__":
    os.environ["HEALTH_PORT"] = os.environ["GATEWAY_PORT"]
    runpy.run_module("services.common.run", run_name="__main__")
