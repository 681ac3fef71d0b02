#!/usr/bin/python3
"""Stands in for systemd: prints what is sent to the socket at the path that is given, a line each."""

import os
import socket
import sys

with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notified:
    notified.bind(sys.argv[1])
    print("ready", flush=True)
    while True:
        print(notified.recv(4096).decode(), flush=True)
        if os.getppid() == 1:
            break
