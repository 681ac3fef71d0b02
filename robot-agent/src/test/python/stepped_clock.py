#!/usr/bin/python3
"""The agent, on a computer whose wall clock is set while it runs.

stepped_clock.py AGENT FILE ARGUMENT...    FILE holds the seconds by which the clock is ahead
"""

import importlib.util
import os
import sys
import time

honest = time.time


def stepped():
    with open(sys.argv[2], encoding="ascii") as file:
        return honest() + float(file.read() or 0)


spec = importlib.util.spec_from_file_location("heartbeat_agent", sys.argv[1])
agent = importlib.util.module_from_spec(spec)
spec.loader.exec_module(agent)
time.time = stepped
sys.exit(agent.main(sys.argv[3:], os.environ))
