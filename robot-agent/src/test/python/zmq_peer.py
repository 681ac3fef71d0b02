#!/usr/bin/python3
"""A LeKiwi's host, or its operator, on real ZMQ sockets. For tests and measurements of the agent.

zmq_peer.py host COMMANDS OBSERVATIONS    binds both ports as LeRobot's host does (PULL, PUSH)
zmq_peer.py operator COMMANDS [RATE BYTES]
                                          connects to the command port (PUSH), and is idle at first, or
                                          sends commands of so many bytes, so many a second

Obeys lines on the standard input, and answers each with one line:
  host:      count   commands that arrived, connections ever accepted on either port
             up / down   binds, and closes, both ports
  operator:  start RATE BYTES   sends that many commands a second
             send COUNT BYTES   sends so many as fast as it can
             stop               commands sent so far
Ends with its input. A host that is told to end by a signal counts once more.
"""

import signal
import sys
import threading
import time

import zmq
from zmq.utils.monitor import recv_monitor_message

context = zmq.Context()


class Bound:
    """A socket that is bound, and how many connections it took."""

    def __init__(self, kind, port):
        self.socket = context.socket(kind)
        self.socket.linger = 0
        self.accepted = 0
        monitor = self.socket.get_monitor_socket(zmq.EVENT_ACCEPTED | zmq.EVENT_MONITOR_STOPPED)
        self.watcher = threading.Thread(target=self.watch, args=(monitor,), daemon=True)
        self.watcher.start()
        self.socket.bind(f"tcp://127.0.0.1:{port}")

    def watch(self, monitor):
        while recv_monitor_message(monitor)["event"] == zmq.EVENT_ACCEPTED:
            self.accepted += 1

    def close(self):
        self.socket.disable_monitor()
        self.watcher.join()
        self.socket.close()


def answer(*words):
    print(*words, flush=True)


def host(commands_port, observations_port):
    commands = observations = None
    received = accepted = observers = 0
    poller = zmq.Poller()
    poller.register(sys.stdin, zmq.POLLIN)

    def up():
        nonlocal commands, observations
        commands, observations = Bound(zmq.PULL, commands_port), Bound(zmq.PUSH, observations_port)
        poller.register(commands.socket, zmq.POLLIN)

    def end(*_):
        answer(received, accepted + commands.accepted, observers + observations.accepted)
        sys.exit()

    up()
    signal.signal(signal.SIGTERM, end)
    answer("ready")
    while True:
        ready = dict(poller.poll())
        while commands is not None and commands.socket.poll(0):
            commands.socket.recv()
            received += 1
        if sys.stdin.fileno() not in ready:
            continue
        line = sys.stdin.readline().split()
        if not line:
            return
        if line[0] == "down":
            poller.unregister(commands.socket)
            accepted, observers = accepted + commands.accepted, observers + observations.accepted
            commands.close()
            observations.close()
            commands = observations = None
            answer("down")
        elif line[0] == "up":
            up()
            answer("up")
        else:
            answer(received, accepted + commands.accepted, observers + observations.accepted)


def operator(commands_port, rate, size):
    commands = context.socket(zmq.PUSH)
    commands.linger = 2000
    commands.connect(f"tcp://127.0.0.1:{commands_port}")
    sent = 0
    lock = threading.Lock()
    body = b"c" * size

    def drive():
        nonlocal sent
        due = time.monotonic()
        while True:
            with lock:
                if rate > 0:
                    commands.send(body)
                    sent += 1
                due += 1 / (rate or 100)
            time.sleep(max(0.0, due - time.monotonic()))

    threading.Thread(target=drive, daemon=True).start()
    answer("ready")
    for text in sys.stdin:
        line = text.split()
        with lock:
            if line[0] == "start":
                rate, body = float(line[1]), b"c" * int(line[2])
            elif line[0] == "send":
                for _ in range(int(line[1])):
                    commands.send(b"c" * int(line[2]))
                    sent += 1
            else:
                rate = 0.0
            answer(sent)


if __name__ == "__main__":
    if sys.argv[1] == "host":
        host(int(sys.argv[2]), int(sys.argv[3]))
    else:
        operator(int(sys.argv[2]), *([float(sys.argv[3]), int(sys.argv[4])] if len(sys.argv) > 3 else [0.0, 0]))
