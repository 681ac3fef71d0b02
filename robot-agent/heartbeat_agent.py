#!/usr/bin/env python3
"""Reports a robot's heartbeat to Lekiwi Heartbeat. Runs on the robot itself.

Python 3.9 or newer, standard library only, Linux.

What it guarantees
  - A beat every interval, paced by the monotonic clock. What cannot be delivered is kept, up to a
    bound, and delivered later, marked ``buffered``. What the bound cannot hold is lost, oldest
    first, counted, and said.
  - It never opens a connection to the robot's command or observation port: a second reader would
    take frames from the operator. It asks the kernel about these sockets (``ss``).
  - What it does not know it leaves out. It never guesses.

What it does not
  - A beat that was delivered, and whose answer was lost, is delivered again: at least once, with
    the same number, which the server recognises.
  - The spool is not forced to the disk beat by beat, which would wear out an SD card: a power cut
    may take the last seconds of it.

``boot_id`` names one run of this program, because ``seq`` is counted in memory, from 1 in each run.
What an earlier run left in the spool is sent under the numbers of this run, before its first beat.
"""

from __future__ import annotations

import argparse
import collections
import email.utils
import fcntl
import http.client
import itertools
import json
import math
import os
import random
import re
import select
import signal
import socket
import ssl
import stat
import subprocess
import sys
import threading
import time
import traceback
import urllib.parse
import uuid
import zlib
from typing import Any, Callable, Deque, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

VERSION = "1.0.0"

ID_FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
ENVIRONMENT_PREFIX = "LEKIWI_HEARTBEAT_"
CONFIG_FILE = "/etc/lekiwi-heartbeat/agent.env"

FLOWING_MS = 500
"""Commands flow while the last one is not older than this, in milliseconds."""

HANDSHAKE_BYTES = 1024
"""A ZMQ handshake without encryption takes fewer bytes (92 for a PUSH socket): more are commands."""

MAX_BATCH_BYTES = 900 * 1024
MAX_BODY_BYTES = 16 * 1024
MAX_ANSWER_BYTES = 1024 * 1024
FRESH_S = 2.0
"""A beat that waited longer is not sent as a live one while a newer one can be made."""

GOODBYE_S = 2.0
CLOCK_STEP_S = 1.0


# --- telling ---------------------------------------------------------------------------------------


class Voice:
    """Tells people what changed: one line a change on the standard error, never one a beat."""

    def __init__(self) -> None:
        self._journal = "JOURNAL_STREAM" in os.environ
        self._states: Dict[str, str] = {}
        self._lock = threading.Lock()

    def say(self, text: str, priority: int = 6) -> None:
        """Writes a line. Priorities are those of syslog: 3 error, 4 warning, 6 information."""
        line = " ".join(text.split())
        prefix = f"<{priority}>" if self._journal else time.strftime("%Y-%m-%dT%H:%M:%S%z ")
        try:
            sys.stderr.write(f"{prefix}{line}\n")
            sys.stderr.flush()
        except OSError:
            pass  # Nobody listens any more; beats matter more.

    def change(self, topic: str, state: str, text: str, priority: int = 6) -> None:
        """Writes a line if the topic was in another state before. A topic begins as ``ok``."""
        with self._lock:
            if self._states.get(topic, "ok") == state:
                return
            self._states[topic] = state
        self.say(text, priority)


# --- settings --------------------------------------------------------------------------------------


class Misused(Exception):
    """Arguments or configuration are wrong; the message says which."""


def identifier(text: str) -> str:
    """An id as the server takes it."""
    if not ID_FORM.fullmatch(text):
        raise ValueError("up to 64 letters, digits, dots, dashes and underscores, the first a letter or digit")
    return text


def text_up_to(most: int) -> Callable[[str], str]:
    """A printable text of at most so many characters."""

    def read(text: str) -> str:
        if len(text) > most or not text.isprintable():
            raise ValueError(f"at most {most} printable characters")
        return text

    return read


def number(least: float, most: float) -> Callable[[str], float]:
    """A number within bounds."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            raise ValueError(f"a number from {least:g} to {most:g}")
        return value

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return read


def one_of(*names: str) -> Callable[[str], str]:
    """One of these words."""

    def read(text: str) -> str:
        if text not in names:
            raise ValueError("one of " + ", ".join(names))
        return text

    return read


def web_address(text: str) -> str:
    """The server's address, without the path of the API."""
    parts = urllib.parse.urlsplit(text)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise ValueError("an address such as http://fleet.example:8080")
    if parts.username or parts.query or parts.fragment:
        raise ValueError("an address without user, query and fragment; credentials go into a token file")
    return text


class Setting(NamedTuple):
    """An option, an environment variable and a line of the configuration file, all of one name."""

    name: str
    read: Callable[[str], Any]
    default: Any
    help: str

    @property
    def variable(self) -> str:
        return ENVIRONMENT_PREFIX + self.name.upper()


SETTINGS: Tuple[Setting, ...] = (
    Setting("server", web_address, None, "where beats go, such as http://fleet.example:8080"),
    Setting("robot_id", identifier, None, "the robot's id (default: the host's name)"),
    Setting("name", text_up_to(128), None, "what people call it"),
    Setting("type", one_of("lekiwi", "xle"), None, "what it is (default: by the number of its motor buses)"),
    Setting("site", text_up_to(64), None, "where it stands"),
    Setting("address", text_up_to(64), None, "its address (default: the one it reaches the server from)"),
    Setting("software", text_up_to(64), None, "version of the robot's own software"),
    Setting("interval", number(0.01, 300), 5.0, "seconds between beats, 1 to 300 (5); less is for tests"),
    Setting("buses", text_up_to(1024), "", "its motor buses, separated by commas (default: look for them)"),
    Setting("bus_pattern", text_up_to(128), "usb-1a86_USB_Single_Serial_*",
            "names in /dev/serial/by-id that are motor buses (usb-1a86_USB_Single_Serial_*)"),
    Setting("command_port", whole(0, 65535), 5555, "where the host takes commands (5555); 0: it has none"),
    Setting("observation_port", whole(0, 65535), 5556, "where the host sends what it sees (5556)"),
    Setting("source_file", text_up_to(1024), "/etc/lekiwi-heartbeat/source.env",
            "who sends the commands: SOURCE=operator|policy, OPERATOR_ID=…; read again when it changes"),
    Setting("declare_port", whole(0, 65535), 0, "loopback port for POST /declare (0: none)"),
    Setting("token_file", text_up_to(1024), None, "a file with a bearer token"),
    Setting("ca_file", text_up_to(1024), None, "certificates to trust for https"),
    Setting("state_dir", text_up_to(1024), None,
            "where late beats outlive a restart (default: systemd's $STATE_DIRECTORY; none: memory only)"),
    Setting("buffer", whole(1, 100_000), 8640, "late beats to keep (8640)"),
    Setting("spool_kb", whole(1, 1_000_000), 8192, "the spool's size in KiB (8192)"),
    Setting("batch", whole(1, 1000), 1000, "late beats in one request (1000)"),
    Setting("timeout", number(0.1, 60), 5.0, "seconds to wait for the server (5)"),
    Setting("backoff_min", number(0.01, 300), 1.0, "seconds until the first retry (1)"),
    Setting("backoff_max", number(0.01, 3600), 30.0, "most seconds between retries (30)"),
    Setting("slow_retry", number(0.01, 3600), 60.0, "seconds between retries while the server says no (60)"),
    Setting("retry_after_cap", number(0, 86400), 300.0, "most seconds of Retry-After that are obeyed (300)"),
    Setting("proc", text_up_to(1024), "/proc", "for tests: /proc"),
    Setting("sys", text_up_to(1024), "/sys", "for tests: /sys"),
    Setting("dev", text_up_to(1024), "/dev", "for tests: /dev"),
    Setting("disk", text_up_to(1024), "/", "whose file system's use to report (/)"),
    Setting("ss", text_up_to(1024), "ss", "the program ss"),
)


class Config:
    """All settings, checked. Attributes are named as in ``SETTINGS``."""

    def __init__(self, values: Mapping[str, Any], once: bool = False, only_print: bool = False) -> None:
        self._values = dict(values)
        self.once = once
        self.only_print = only_print

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def interval_s(self) -> int:
        """The interval as a beat says it: whole seconds, rounded up, at least 1."""
        interval: float = self.interval
        return max(1, math.ceil(interval))


def read_env_file(path: str) -> Dict[str, str]:
    """Reads lines of ``KEY=VALUE``; ``#`` begins a comment line, quotes around a value go.

    Raises OSError if it cannot be read and ValueError if a line has no ``=``.
    """
    values: Dict[str, str] = {}
    with open(path, encoding="utf-8") as file:
        for count, raw in enumerate(file.read(65536).splitlines(), 1):
            line = raw.strip()
            if not line or line.startswith("#"):
                continue
            key, equals, value = line.partition("=")
            if not equals:
                raise ValueError(f"line {count} is not KEY=VALUE")
            value = value.strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            values[key.strip()] = value
    return values


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(
        prog="heartbeat_agent.py",
        description="Reports this robot's heartbeat. Every option may also stand in the environment or in the "
        f"configuration file, as {ENVIRONMENT_PREFIX}ROBOT_ID for --robot-id; options win, then the environment.",
        epilog="Exit codes: 0 done, 1 failed, 2 misused.",
    )
    made.add_argument("--config", metavar="FILE", help=f"configuration file ({CONFIG_FILE}, if it is there)")
    made.add_argument("--once", action="store_true", help="send one beat and end")
    made.add_argument("--print", action="store_true", dest="only_print",
                      help="with --once: print the beat as JSON, and send nothing")
    made.add_argument("--version", action="version", version=VERSION)
    for setting in SETTINGS:
        made.add_argument("--" + setting.name.replace("_", "-"), metavar="X", help=setting.help.replace("%", "%%"))
    return made


def _from_file(chosen: Optional[str]) -> Dict[str, str]:
    path = chosen or CONFIG_FILE
    if not chosen and not os.access(path, os.R_OK):
        return {}
    try:
        return read_env_file(path)
    except (OSError, ValueError) as error:
        raise Misused(f"{path}: {error}") from error


def load_config(arguments: Sequence[str], environment: Mapping[str, str]) -> Config:
    """Reads options, environment and configuration file, and checks them.

    Raises Misused for a value that is wrong and for a name that is unknown.
    """
    options = parser().parse_args(arguments)
    if options.only_print and not options.once:
        raise Misused("--print goes with --once")
    lines = _from_file(options.config)
    known = {setting.variable for setting in SETTINGS}
    for name in [*lines, *(each for each in environment if each.startswith(ENVIRONMENT_PREFIX))]:
        if name not in known:
            raise Misused(f"unknown setting {name}")
    values: Dict[str, Any] = {}
    for setting in SETTINGS:
        values[setting.name] = _value(setting, getattr(options, setting.name), environment, lines)
    if values["state_dir"] is None and environment.get("STATE_DIRECTORY"):
        values["state_dir"] = environment["STATE_DIRECTORY"].split(":")[0]
    _check_together(values, options.only_print)
    return Config(values, options.once, options.only_print)


def _value(setting: Setting, option: Optional[str], environment: Mapping[str, str], lines: Mapping[str, str]) -> Any:
    for text, where in (
        (option, "--" + setting.name.replace("_", "-")),
        (environment.get(setting.variable) or None, setting.variable),
        (lines.get(setting.variable) or None, setting.variable),
    ):
        if text is not None:
            try:
                return setting.read(text)
            except ValueError as error:
                raise Misused(f"{where}: {text!r}: {error}") from error
    return setting.default


def _check_together(values: Dict[str, Any], only_print: bool) -> None:
    if values["robot_id"] is None:
        host = socket.gethostname().split(".")[0]
        if not ID_FORM.fullmatch(host):
            raise Misused(f"the host's name {host!r} cannot be a robot's id: set --robot-id")
        values["robot_id"] = host
    robots_own = {values["command_port"], values["observation_port"]} - {0}
    if values["server"] is None:
        if not only_print:
            raise Misused(f"the server is not known: set --server or {ENVIRONMENT_PREFIX}SERVER")
    elif urllib.parse.urlsplit(values["server"]).port in robots_own:
        raise Misused("--server: that is a port of the robot's host, which the agent never opens")
    if values["declare_port"] in robots_own:
        raise Misused("--declare-port: that is a port of the robot's host")


# --- the computer ----------------------------------------------------------------------------------


def read_text(*parts: str) -> Optional[str]:
    """A small file of /proc or /sys without the white space around it; None if it cannot be read."""
    try:
        with open(os.path.join(*parts), encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return None


def read_number(*parts: str) -> Optional[float]:
    """A file that holds one number; None if it does not."""
    try:
        return float(read_text(*parts) or "")
    except ValueError:
        return None


def listed(*parts: str) -> List[str]:
    """The names in a directory, sorted; none if it cannot be read."""
    try:
        return sorted(os.listdir(os.path.join(*parts)))
    except OSError:
        return []


def share(value: float) -> float:
    """A share, 0 to 1, to three digits."""
    return round(min(1.0, max(0.0, value)), 3)


class CpuMeter:
    """The share of processor time in use since the last reading, over all cores."""

    def __init__(self, proc: str) -> None:
        self._proc = proc
        self._last = self._times()

    def _times(self) -> Optional[Tuple[float, float]]:
        """Busy and total time since the start, in ticks."""
        first = (read_text(self._proc, "stat") or "").split("\n", 1)[0].split()
        if len(first) < 6 or first[0] != "cpu":
            return None
        try:
            # user, nice, system, idle, iowait, irq, softirq, steal; guests are counted in user.
            ticks = [float(part) for part in first[1:9]]
        except ValueError:
            return None
        return sum(ticks) - ticks[3] - ticks[4], sum(ticks)

    def read(self) -> Optional[float]:
        """The share, 0 to 1; None if no time has passed or it is not known."""
        before, self._last = self._last, self._times()
        if before is None or self._last is None or self._last[1] <= before[1]:
            return None
        return share((self._last[0] - before[0]) / (self._last[1] - before[1]))


def memory_in_use(proc: str) -> Optional[float]:
    """The share of memory that programs could not have, 0 to 1; None if it is not known."""
    fields = dict(re.findall(r"^(MemTotal|MemAvailable):\s+(\d+) kB", read_text(proc, "meminfo") or "", re.MULTILINE))
    if len(fields) < 2 or int(fields["MemTotal"]) == 0:
        return None
    return share(1 - int(fields["MemAvailable"]) / int(fields["MemTotal"]))


def disk_in_use(path: str) -> Optional[float]:
    """The share of a file system that is in use, as ``df`` counts it, 0 to 1; None if it is not known."""
    try:
        found = os.statvfs(path)
    except OSError:
        return None
    used = found.f_blocks - found.f_bfree
    return share(used / (used + found.f_bavail)) if used + found.f_bavail > 0 else None


def temperature(sys_root: str) -> Optional[float]:
    """The processor's temperature, else that of the hottest zone, in degrees Celsius; None if not known."""
    processor: List[float] = []
    others: List[float] = []
    for zone in listed(sys_root, "class", "thermal"):
        if zone.startswith("thermal_zone"):
            millis = read_number(sys_root, "class", "thermal", zone, "temp")
            if millis is not None and -100_000 <= millis <= 300_000:
                kind = (read_text(sys_root, "class", "thermal", zone, "type") or "").lower()
                (processor if "cpu" in kind or "x86_pkg" in kind or "soc" in kind else others).append(millis / 1000)
    found = processor or others
    return round(max(found), 1) if found else None


def battery(sys_root: str) -> Optional[Dict[str, float]]:
    """The robot's battery: ``percent`` and ``voltage``, what is known of them; None if it has none.

    Batteries of devices that are plugged in (a mouse, a gamepad) are not the robot's.
    """
    for name in listed(sys_root, "class", "power_supply"):
        place = (sys_root, "class", "power_supply", name)
        if read_text(*place, "type") != "Battery" or read_text(*place, "scope") == "Device":
            continue
        found: Dict[str, float] = {}
        percent = read_number(*place, "capacity")
        if percent is not None and 0 <= percent <= 100:
            found["percent"] = percent
        microvolts = read_number(*place, "voltage_now")
        if microvolts is not None and 0 <= microvolts <= 1e9:
            found["voltage"] = round(microvolts / 1e6, 2)
        if found:
            return found
    return None


class RobotKind:
    """What the robot is: as configured, else by its motor buses (one: LeKiwi, two: XLE), else unknown.

    A bus that is unplugged does not make an XLE a LeKiwi: the most that were seen at once count.
    """

    def __init__(self, config: Config, voice: Voice) -> None:
        self._configured: Optional[str] = config.type
        self._buses = [bus for bus in config.buses.split(",") if bus.strip()]
        self._directory = os.path.join(config.dev, "serial", "by-id")
        form = ".*".join(re.escape(part) for part in config.bus_pattern.split("*"))
        self._form = re.compile(form)
        self._most = len(self._buses)
        self._voice = voice

    def read(self) -> Optional[str]:
        """``lekiwi``, ``xle``, or None when there is no evidence."""
        if not self._buses:
            seen = sum(1 for name in listed(self._directory) if self._form.fullmatch(name))
            self._most = max(self._most, seen)
        counted = {1: "lekiwi", 2: "xle"}.get(self._most)
        if self._configured and counted and counted != self._configured:
            self._voice.change("type", counted, f"configured as {self._configured}, but it has {self._most} motor "
                               f"bus(es) like a robot of type {counted}; the configuration counts", 4)
        return self._configured or counted


# --- evidence of teleoperation ---------------------------------------------------------------------


class Connection(NamedTuple):
    """An open connection to the command port, as the kernel sees it."""

    peer: str
    received: int
    """Bytes since it began."""
    segments: Optional[int]
    """Segments with data since it began."""
    idle_ms: int
    """Milliseconds since data last came."""
    max_segment: Optional[int]
    """Bytes that a full segment has."""


class Look(NamedTuple):
    """The command port at one moment."""

    listening: bool
    connections: Optional[List[Connection]]
    """None: not known."""


def _field(info: str, name: str) -> Optional[int]:
    found = re.search(rf"(?:^|\s){name}:(\d+)(?:\s|$)", info)
    return int(found.group(1)) if found else None


def parse_ss(output: str, port: int) -> Look:
    """Reads what ``ss -tnaiH`` says of a port.

    A socket is a line, and what the kernel knows of it stands on a line that is indented.
    ``bytes_received`` and ``lastrcv`` are left out by ss when they are 0.
    """
    listening = False
    connections: Optional[List[Connection]] = []
    for entry in re.split(r"\n(?=\S)", output.strip("\n")):
        columns = entry.split(None, 5)
        if len(columns) < 5 or not columns[3].endswith(f":{port}"):
            continue
        info = columns[5] if len(columns) > 5 else ""
        if columns[0] == "LISTEN":
            listening = True
        elif columns[0] == "ESTAB" and connections is not None:
            if _field(info, "advmss") is None:
                connections = None  # This ss, or this kernel, does not tell.
            else:
                connections.append(Connection(columns[4], _field(info, "bytes_received") or 0,
                                              _field(info, "data_segs_in"), _field(info, "lastrcv") or 0,
                                              _field(info, "advmss")))
    return Look(listening, connections)


def listens_by_proc(proc: str, port: int) -> Optional[bool]:
    """Whether a port is bound, by /proc/net/tcp and tcp6; None if neither can be read."""
    tables = [text for text in (read_text(proc, "net", name) for name in ("tcp", "tcp6")) if text is not None]
    if not tables:
        return None
    form = re.compile(rf"^\s*\d+: [0-9A-F]+:{port:04X} [0-9A-F]+:0000 0A ", re.MULTILINE)
    return any(form.search(table) for table in tables)


class SocketTable:
    """Asks the kernel who is connected to the command port. Opens no connection itself."""

    def __init__(self, config: Config, voice: Voice) -> None:
        self._port: int = config.command_port
        self._ss: str = config.ss
        self._proc: str = config.proc
        self._voice = voice
        path = os.environ.get("PATH", "/usr/bin:/bin")
        self._environment = {"PATH": path + ":/usr/sbin:/sbin", "LC_ALL": "C"}

    def look(self) -> Optional[Look]:
        """The port now; None if nothing is known of it."""
        output, fault = self._ask()
        if output is not None:
            self._voice.change("ss", "ok", "ss works again")
            return parse_ss(output, self._port)
        self._voice.change("ss", fault, f"{fault}: whether commands flow is unknown, and left out", 4)
        listening = listens_by_proc(self._proc, self._port)
        return None if listening is None else Look(listening, None)

    def _ask(self) -> Tuple[Optional[str], str]:
        command = [self._ss, "-tnaiH", f"sport = :{self._port}"]
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=2, check=False,
                                  stderr=subprocess.DEVNULL, env=self._environment)
        except subprocess.TimeoutExpired:
            return None, "ss does not answer"
        except OSError as error:
            return None, f"ss cannot be run ({error.strerror})"
        if done.returncode != 0:
            return None, f"ss failed with {done.returncode}"
        return done.stdout.decode("ascii", "replace"), ""


class CommandWatch:
    """Tells from what the kernel counts whether commands flow into the host, and how old the last is.

    A connection carries commands when it has received more than a handshake, or more than at a look
    half a second or longer ago. Commands flow while one that carries them got data within 500 ms.

    ``command_rate_hz`` is the number of segments with data, a second, since the look before: one
    command is one segment on a network, as ZMQ sends each at once. It is left out for the first look
    at a connection, and where segments are large on average, as then one command may be several.
    """

    SETTLED_S = 0.5
    AGAIN_S = 0.2
    MOST_LOOKS = 3

    def __init__(self, look: Callable[[], Optional[Look]], ticks: Callable[[], float] = time.monotonic,
                 pause: Callable[[float], None] = time.sleep) -> None:
        self._look = look
        self._ticks = ticks
        self._pause = pause
        self._before: Dict[str, Tuple[float, Connection]] = {}
        self._carrying: Dict[str, bool] = {}
        self._last_command: Optional[float] = None

    def evidence(self) -> Dict[str, Any]:
        """The part of ``teleoperation`` that the kernel tells; empty when nothing is known."""
        look = self._look()
        if look is None:
            return {}
        if look.connections is None:
            self._before, self._carrying, self._last_command = {}, {}, None
            return {"host_ready": look.listening}
        for _ in range(self.MOST_LOOKS - 1):
            if not any(self._undecided(each) for each in look.connections):
                break
            # Just connected, or just began: a handshake ends, commands go on.
            self._pause(self.AGAIN_S)
            again = self._look()
            if again is None or again.connections is None:
                break
            look = again
        return self._told(look.listening, look.connections or [])

    def _undecided(self, connection: Connection) -> bool:
        return connection.idle_ms < FLOWING_MS and not self._carries(connection)

    def _carries(self, connection: Connection) -> bool:
        if connection.received > HANDSHAKE_BYTES or self._carrying.get(connection.peer, False):
            return True
        before = self._before.get(connection.peer)
        return (before is not None and self._ticks() - before[0] >= self.SETTLED_S
                and connection.received > before[1].received)

    def _told(self, listening: bool, connections: List[Connection]) -> Dict[str, Any]:
        now = self._ticks()
        carrying = [each for each in connections if self._carries(each)]
        for each in carrying:
            at = now - each.idle_ms / 1000
            if self._last_command is None or at > self._last_command:
                self._last_command = at
        flowing = [each for each in carrying if each.idle_ms < FLOWING_MS]
        rates = [self._rate(each, now) for each in flowing]
        told: Dict[str, Any] = {"host_ready": listening}
        if None not in rates:
            told["command_rate_hz"] = round(sum((rate for rate in rates if rate is not None), 0.0), 1)
        if self._last_command is not None:
            told["last_command_age_ms"] = max(0, round((now - self._last_command) * 1000))
        self._carrying = {each.peer: True for each in carrying}
        self._before = {each.peer: (now, each) for each in connections}
        return told

    def _rate(self, connection: Connection, now: float) -> Optional[float]:
        before = self._before.get(connection.peer)
        if before is None or now <= before[0] or connection.segments is None or before[1].segments is None:
            return None
        segments = connection.segments - before[1].segments
        grown = connection.received - before[1].received
        if segments <= 0 or grown < 0 or grown / segments > (connection.max_segment or 0) / 2:
            return None
        return segments / (now - before[0])


# --- who says to send commands ---------------------------------------------------------------------


class Declared(NamedTuple):
    """Who was declared to send the commands."""

    source: str
    operator_id: Optional[str]

    def fields(self) -> Dict[str, Any]:
        """As in ``teleoperation``."""
        said: Dict[str, Any] = {"source": self.source}
        if self.operator_id:
            said["operator_id"] = self.operator_id
        return said


def declared(source: Any, operator_id: Any) -> Declared:
    """Checks a declaration. Raises ValueError."""
    if source not in ("operator", "policy"):
        raise ValueError("source is operator or policy")
    if operator_id is not None and not (isinstance(operator_id, str) and ID_FORM.fullmatch(operator_id)):
        raise ValueError("operator_id has the form of a robot's id")
    return Declared(source, operator_id)


class Declarations:
    """What was declared last: by ``POST /declare``, until that expires, else by the file."""

    def __init__(self, path: str, voice: Voice, ticks: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._voice = voice
        self._ticks = ticks
        self._lock = threading.Lock()
        self._posted: Optional[Tuple[Declared, float]] = None
        self._version: Optional[Tuple[int, int, int]] = None
        self._filed: Optional[Declared] = None

    def post(self, declaration: Declared, ttl_s: float) -> None:
        """Holds for so many seconds, or until the next one."""
        with self._lock:
            self._posted = (declaration, self._ticks() + ttl_s)

    def withdraw(self) -> None:
        """What was posted does not hold any more."""
        with self._lock:
            self._posted = None

    def current(self) -> Optional[Declared]:
        """What holds now; None if nobody was declared."""
        with self._lock:
            if self._posted is not None and self._ticks() >= self._posted[1]:
                self._posted = None
            if self._posted is not None:
                return self._posted[0]
        self._read()
        return self._filed

    def _read(self) -> None:
        try:
            found = os.stat(self._path)
            version = (found.st_mtime_ns, found.st_size, found.st_ino)
            if version == self._version:
                return
            self._version = version
            lines = read_env_file(self._path)
            self._filed = None
            if lines.get("SOURCE"):
                self._filed = declared(lines["SOURCE"], lines.get("OPERATOR_ID") or None)
            self._voice.change("source", "ok", f"{self._path} is read again")
        except FileNotFoundError:
            self._version, self._filed = None, None
        except (OSError, ValueError) as error:
            self._filed = None
            self._voice.change("source", str(error), f"{self._path}: {error}; nobody is declared", 4)


def serve_declarations(port: int, declarations: Declarations) -> Callable[[], None]:
    """Takes declarations on 127.0.0.1, from programs on the robot itself. Raises OSError.

    ``POST /declare {"source": "operator", "operator_id": "op-7", "ttl_s": 10}`` holds for ``ttl_s``
    seconds, 1 to 3600 (30); ``DELETE /declare`` ends it. Returns what stops it.
    """
    import http.server  # Costs memory, so only where it is wanted.
    import socketserver

    most_bytes = 4096

    class Handler(http.server.BaseHTTPRequestHandler):
        timeout = 2
        server_version = "lekiwi-heartbeat-agent"
        sys_version = ""

        def do_POST(self) -> None:  # noqa: N802 - named by the library
            length = self.headers.get("Content-Length", "")
            size = int(length) if re.fullmatch(r"[0-9]{1,9}", length) else 0
            # Read even if it is refused: who is hung up on while it sends sees no answer.
            body = self.rfile.read(min(size, 16 * most_bytes))
            if self._is_welcome():
                self._take(size, body)

        def do_DELETE(self) -> None:  # noqa: N802 - named by the library
            if self._is_welcome():
                declarations.withdraw()
                self._answer(204)

        def _is_welcome(self) -> bool:
            """A page in a browser on the robot may not declare anybody."""
            host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
            if self.headers.get("Origin") is not None or host not in ("127.0.0.1", "localhost"):
                self._answer(403, "for programs on this robot only")
            elif self.path != "/declare":
                self._answer(404, "there is /declare, and nothing else")
            else:
                return True
            return False

        def _take(self, size: int, text: bytes) -> None:
            if size > most_bytes:
                self._answer(413, f"at most {most_bytes} bytes")
                return
            if self.headers.get_content_type() != "application/json":
                self._answer(415, "application/json is wanted")
                return
            try:
                body = json.loads(text)
                if not isinstance(body, dict):
                    raise ValueError("an object is wanted")
                ttl = body.get("ttl_s", 30)
                if isinstance(ttl, bool) or not isinstance(ttl, (int, float)) or not 1 <= ttl <= 3600:
                    raise ValueError("ttl_s is a number from 1 to 3600")
                declarations.post(declared(body.get("source"), body.get("operator_id")), ttl)
            except (ValueError, RecursionError) as error:
                self._answer(400, str(error))
            else:
                self._answer(204)

        def _answer(self, status: int, detail: str = "") -> None:
            self.close_connection = True
            body = json.dumps({"status": status, "detail": detail}).encode() if detail else b""
            self.send_response(status)
            if body:
                self.send_header("Content-Type", "application/problem+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """One line a change, not one a request."""

    class Server(socketserver.TCPServer):
        allow_reuse_address = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that hangs up is no news."""

    server = Server(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, name="declare", daemon=True).start()

    def stop() -> None:
        server.shutdown()
        server.server_close()

    return stop


# --- beats -----------------------------------------------------------------------------------------


class Clock:
    """The wall's clock, which may be set, and one that only runs on."""

    @staticmethod
    def wall() -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    @staticmethod
    def ticks() -> float:
        """Seconds since the computer started, those asleep included."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

    @classmethod
    def offset(cls) -> float:
        """What the wall's clock says more, in seconds: the reading of three that was least disturbed."""
        readings = []
        for _ in range(3):
            before, wall, after = cls.ticks(), cls.wall(), cls.ticks()
            readings.append((after - before, wall - (before + after) / 2))
        return min(readings)[1]


def iso(seconds: float) -> str:
    """A time as the server takes it: UTC, milliseconds."""
    millis = int(max(0.0, seconds) * 1000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(millis // 1000)) + f".{millis % 1000:03d}Z"


class Beat(NamedTuple):
    """A beat as it is kept. ``fields`` is a JSON object of what does not change any more."""

    seq: int
    made_at: float
    """By the wall's clock, seconds."""
    ticks: float
    """By the clock that only runs on, of the computer's start that ``computer`` names."""
    computer: str
    fields: str


class BeatMaker:
    """Looks at the robot and makes numbered beats."""

    def __init__(self, config: Config, declarations: Declarations, voice: Voice, first_seq: int = 1,
                 address: Callable[[], Optional[str]] = lambda: None) -> None:
        self.boot_id = uuid.uuid4().hex
        self.computer = read_text(config.proc, "sys", "kernel", "random", "boot_id") or self.boot_id
        self._config = config
        self._declarations = declarations
        self._voice = voice
        self._seq = first_seq - 1
        self._address = address
        self._cpu = CpuMeter(config.proc)
        self._kind = RobotKind(config, voice)
        self._watch: Optional[CommandWatch] = None
        if config.command_port:
            self._watch = CommandWatch(SocketTable(config, voice).look)
        self._offset = Clock.offset()

    def make(self, status: Optional[str] = None) -> Beat:
        """The next beat."""
        fields = {key: value for key, value in self._fields(status) if value not in (None, {})}
        self._seq += 1
        ticks, offset = Clock.ticks(), Clock.offset()
        if abs(offset - self._offset) > CLOCK_STEP_S:
            self._voice.say(f"the clock was set by {offset - self._offset:+.0f} s; late beats are dated by the new "
                            "time")
            self._offset = offset
        return Beat(self._seq, ticks + offset, ticks, self.computer, json.dumps(fields, separators=(",", ":")))

    def _fields(self, status: Optional[str]) -> Iterable[Tuple[str, Any]]:
        config = self._config
        yield "name", config.name
        yield "type", self._kind.read()
        yield "site", config.site
        yield "address", config.address or self._address()
        yield "status", status
        yield "interval_s", config.interval_s
        yield "battery", battery(config.sys)
        resources = {"cpu": self._cpu.read(), "memory": memory_in_use(config.proc), "disk": disk_in_use(config.disk),
                     "temperature_c": temperature(config.sys)}
        yield "resources", {key: value for key, value in resources.items() if value is not None}
        yield "versions", {key: value for key, value in (("agent", VERSION), ("software", config.software)) if value}
        evidence = self._watch.evidence() if self._watch else {}
        declaration = self._declarations.current()
        yield "teleoperation", {**evidence, **(declaration.fields() if declaration else {})}

    def body(self, beat: Beat, late: bool = False) -> Dict[str, Any]:
        """The beat as it is sent now.

        A late one is dated by how long ago it was made, so that a clock that was set in between,
        as on a computer without a battery for its clock, does not misdate it.
        """
        made_at = beat.made_at
        if late and beat.computer == self.computer:
            by_now = beat.ticks + self._offset
            if abs(by_now - made_at) > CLOCK_STEP_S:
                made_at = by_now
        body = {"boot_id": self.boot_id, "seq": beat.seq, "sent_at": iso(made_at), **json.loads(beat.fields)}
        if late:
            body["buffered"] = True
        return body


# --- late beats ------------------------------------------------------------------------------------


class Spool:
    """Late beats on the disk, for the next run. A line a beat, each with a checksum.

    Bounded. When the disk fails or is full it is given up, which is said once, until the backlog is
    empty; memory goes on. Lines that are damaged are left out when it is read.
    """

    def __init__(self, directory: str, limit: int, voice: Voice) -> None:
        self._path = os.path.join(directory, "late-beats")
        self._limit = limit
        self._voice = voice
        self._size = 0
        self._failed = False

    @staticmethod
    def line(beat: Beat) -> bytes:
        """A beat as it is written."""
        text = json.dumps([beat.made_at, beat.ticks, beat.computer, beat.fields], separators=(",", ":")).encode()
        return b"%08x %s\n" % (zlib.crc32(text), text)

    @staticmethod
    def beat(line: bytes, seq: int) -> Optional[Beat]:
        """The beat of a line, under a new number; None if it is damaged."""
        checksum, _, text = line.partition(b" ")
        try:
            if int(checksum, 16) != zlib.crc32(text):
                return None
            made_at, ticks, computer, fields = json.loads(text)
            return Beat(seq, float(made_at), float(ticks), str(computer), str(fields))
        except (ValueError, TypeError, RecursionError):
            return None

    def load(self, most: int) -> List[Beat]:
        """What an earlier run left, numbered from 1; at most so many, the newest."""
        beats: Deque[Beat] = collections.deque(maxlen=most)
        damaged = 0
        try:
            with open(self._path, "rb") as file:
                found = os.fstat(file.fileno())
                if not stat.S_ISREG(found.st_mode):
                    return []
                if found.st_size > self._limit:
                    file.seek(found.st_size - self._limit)
                    file.readline(MAX_BODY_BYTES)  # The rest of a line.
                for line in iter(lambda: file.readline(MAX_BODY_BYTES), b""):
                    beat = self.beat(line.rstrip(b"\n"), 0)
                    if beat is not None:
                        beats.append(beat)
                    else:
                        damaged += 1
        except FileNotFoundError:
            return []
        except OSError as error:
            self._give_up(error)
            return []
        if damaged:
            self._voice.say(f"{damaged} damaged lines of {self._path} are left out", 4)
        numbered = [beat._replace(seq=number) for number, beat in enumerate(beats, 1)]
        self.rewrite(numbered)
        return numbered

    def append(self, beat: Beat, backlog: Sequence[Beat]) -> None:
        """Adds a beat, which is the last of the backlog."""
        if self._failed:
            return
        line = self.line(beat)
        if self._size + len(line) > self._limit:
            self.rewrite(backlog)
            return
        try:
            with open(self._path, "ab", buffering=0, opener=self._private) as file:
                file.write(line)
            self._size += len(line)
        except OSError as error:
            self._give_up(error)

    def rewrite(self, backlog: Sequence[Beat]) -> None:
        """Holds these beats and no others; of too many the newest, half of what may be."""
        if not backlog:
            self._failed = False
            self._voice.change("spool", "ok", "the spool is in use again")
        if self._failed or (not backlog and not os.path.lexists(self._path)):
            return
        try:
            sizes = self._write(backlog, 0)
            if sum(sizes) > self._limit:
                oldest, kept = len(sizes), 0
                while oldest > 0 and kept + sizes[oldest - 1] <= self._limit // 2:
                    oldest -= 1
                    kept += sizes[oldest]
                sizes = self._write(backlog, oldest)
                self._voice.change("spool", "full", f"the spool is full; the oldest {oldest} late beats are in memory "
                                   "only", 4)
            os.replace(self._path + ".new", self._path)
            self._size = sum(sizes)
        except OSError as error:
            self._give_up(error)

    def _write(self, backlog: Iterable[Beat], skipped: int) -> List[int]:
        """Writes a new file, a line at a time to save memory. Returns the lines' sizes in bytes."""
        with open(self._path + ".new", "wb", opener=self._private) as file:
            return [file.write(self.line(beat)) for beat in itertools.islice(backlog, skipped, None)]

    @staticmethod
    def _private(path: str, flags: int) -> int:
        return os.open(path, flags | os.O_CLOEXEC, 0o600)

    def _give_up(self, error: OSError) -> None:
        self._failed = True
        self._voice.change("spool", "failed", f"the spool is given up ({error.strerror}: {self._path}); late beats are "
                           "kept in memory, and do not outlive this run", 4)


class Outbox:
    """What is to be sent: the newest beat, and the late ones. Safe for two threads."""

    def __init__(self, most: int, spool: Optional[Spool], left: Sequence[Beat], voice: Voice) -> None:
        self._most = most
        self._spool = spool
        self._voice = voice
        self._late: Deque[Beat] = collections.deque(left)
        self._live: Optional[Beat] = None
        self._changed = threading.Condition()
        self._ending = False
        self.lost = 0

    def offer(self, beat: Beat) -> None:
        """The newest beat. The one before, if it is still here, is late now."""
        with self._changed:
            if self._live is not None:
                self._keep(self._live)
            self._live = beat
            self._changed.notify_all()

    def _keep(self, beat: Beat) -> None:
        self._late.append(beat)
        if len(self._late) > self._most:
            self._late.popleft()
            self.lost += 1
            self._voice.change("buffer", "full", f"the buffer is full with {self._most} late beats; the oldest are "
                               "lost from now on", 4)
        if self._spool is not None:
            self._spool.append(beat, self._late)

    def live(self) -> Optional[Beat]:
        """The newest beat, if it was not sent."""
        with self._changed:
            return self._live

    def settle(self, beat: Beat) -> None:
        """The newest beat needs nothing more."""
        with self._changed:
            if self._live is not None and self._live.seq == beat.seq:
                self._live = None
            else:
                self._remove({beat.seq})

    def late(self, most: int) -> List[Beat]:
        """The oldest of the late beats."""
        with self._changed:
            return [self._late[i] for i in range(min(most, len(self._late)))]

    def remove(self, done: Iterable[Beat]) -> None:
        """Late beats that need nothing more."""
        with self._changed:
            self._remove({beat.seq for beat in done})

    def _remove(self, numbers: "set[int]") -> None:
        left = [beat for beat in self._late if beat.seq not in numbers]
        if len(left) == len(self._late):
            return
        self._late = collections.deque(left)
        if self._spool is not None:
            self._spool.rewrite(left)
        if not left:
            self._voice.change("buffer", "ok", "the buffer is empty again")

    def take_lost(self) -> int:
        """How many were lost since this was asked last."""
        with self._changed:
            lost, self.lost = self.lost, 0
            return lost

    def waiting(self) -> int:
        """How many late beats there are."""
        with self._changed:
            return len(self._late)

    def wait(self, seconds: float) -> None:
        """Until something changes, or so many seconds have passed."""
        with self._changed:
            if not self._ending:
                self._changed.wait(seconds)

    def wait_for_newer(self, beat: Beat, seconds: float) -> None:
        """Until there is a newer beat than this one, or so many seconds have passed."""
        with self._changed:
            self._changed.wait_for(lambda: self._live is not beat or self._ending, seconds)

    def wait_for_beat(self, seconds: float) -> None:
        """Until there is a newest beat, or so many seconds have passed."""
        with self._changed:
            self._changed.wait_for(lambda: self._live is not None or self._ending, seconds)

    def end_waiting(self) -> None:
        """Nobody waits here any more."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()

    def close(self) -> int:
        """A newest beat that was not sent becomes a late one. Returns how many there are."""
        with self._changed:
            if self._live is not None:
                self._keep(self._live)
                self._live = None
            return len(self._late)


# --- sending ---------------------------------------------------------------------------------------


class Answer(NamedTuple):
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Link:
    """A connection to the server, kept between requests. Follows no redirect and uses no proxy."""

    def __init__(self, config: Config, timeout: float) -> None:
        parts = urllib.parse.urlsplit(config.server)
        self._https = parts.scheme == "https"
        self._host = parts.hostname or ""
        self._port = parts.port
        self._prefix = parts.path.rstrip("/")
        self._timeout = timeout
        self._token_file: Optional[str] = config.token_file
        self._ca_file: Optional[str] = config.ca_file
        self._connection: Optional[http.client.HTTPConnection] = None
        self._deadline: Optional[float] = None
        self._aborted = False
        self.local_address: Optional[str] = None

    def post(self, path: str, body: bytes) -> Answer:
        """Sends a request. Raises OSError, ValueError or http.client.HTTPException.

        A connection that the server closed meanwhile is opened again, once: every request may be
        repeated.
        """
        self._aborted = False
        self._deadline = time.monotonic() + 3 * self._timeout
        reused = self._connection is not None
        try:
            try:
                return self._post(path, body)
            except (ConnectionError, http.client.BadStatusLine):
                self.close()
                if not reused:
                    raise
                return self._post(path, body)
        except BaseException:
            self.close()
            raise
        finally:
            self._deadline = None

    def _post(self, path: str, body: bytes) -> Answer:
        connection = self._connection or self._open()
        self._connection = connection
        headers = {"Content-Type": "application/json", "User-Agent": f"lekiwi-heartbeat-agent/{VERSION}"}
        if self._token_file:
            with open(self._token_file, encoding="ascii") as file:
                headers["Authorization"] = "Bearer " + file.read(8192).strip()
        connection.request("POST", self._prefix + path, body, headers)
        response = connection.getresponse()
        said = response.read(MAX_ANSWER_BYTES)
        if self._aborted:
            raise TimeoutError("the answer took too long as a whole")
        if response.will_close or not response.isclosed():
            self.close()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, said)

    def _open(self) -> http.client.HTTPConnection:
        connection: http.client.HTTPConnection
        if self._https:
            context = ssl.create_default_context(cafile=self._ca_file)
            connection = http.client.HTTPSConnection(self._host, self._port, timeout=self._timeout, context=context)
        else:
            connection = http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)
        connection.connect()
        own = connection.sock.getsockname()[0]
        self.local_address = None if own.startswith("127.") or own == "::1" else own
        return connection

    def close(self) -> None:
        """Ends the connection; the next request opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def abort_if_overdue(self, now: float) -> None:
        """From another thread: ends a request that takes too long as a whole."""
        deadline = self._deadline
        if deadline is not None and now > deadline:
            self.abort()

    def abort(self) -> None:
        """From another thread: ends a request, which fails there."""
        self._aborted = True
        connection = self._connection
        sock = connection.sock if connection is not None else None
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # It is closed already.


def retry_after(headers: Mapping[str, str], wall: float) -> Optional[float]:
    """Seconds of ``Retry-After``; None if there is none, or nonsense.

    A date counts from the server's own ``Date``, as the robot's clock may be wrong.
    """
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        until = email.utils.parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    try:
        wall = email.utils.parsedate_to_datetime(headers.get("date", "")).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):
        pass  # No date of its own: ours has to do.
    return max(0.0, until - wall)


class Backoff:
    """Waiting times that double from try to try, half of each drawn at random."""

    def __init__(self, least: float, most: float, draw: Callable[[], float] = random.random) -> None:
        self._least = least
        self._most = most
        self._draw = draw
        self._tries = 0

    def next(self) -> float:
        """Seconds until the next try."""
        whole_s = min(self._most, self._least * 2.0 ** min(self._tries, 30))
        self._tries += 1
        return whole_s * (0.5 + 0.5 * self._draw())

    def reset(self) -> None:
        """It worked."""
        self._tries = 0


class Sender(threading.Thread):
    """Sends beats, one request at a time: the newest first, and late ones once a newest got through."""

    def __init__(self, config: Config, link: Link, outbox: Outbox, maker: BeatMaker, want: Callable[[], None],
                 voice: Voice) -> None:
        super().__init__(name="sender", daemon=True)
        self._config = config
        self._link = link
        self._outbox = outbox
        self._maker = maker
        self._want = want
        self._voice = voice
        self._backoff = Backoff(config.backoff_min, config.backoff_max)
        self._batch: int = config.batch
        self._most_batch: int = config.batch
        self._through = False
        self._next_at = 0.0
        self._away_since: Optional[float] = None
        self._taken_late = 0
        self._worth_telling = outbox.waiting() > 0
        self._refused_late = 0
        self._stopping = False
        self.failed = False

    def run(self) -> None:
        """Until it is stopped. What is not foreseen ends it, and the agent with it."""
        try:
            while not self._stopping:
                self._turn()
        except Exception:  # pylint: disable=broad-except
            self._voice.say("sending ended by an error: " + traceback.format_exc().replace("\n", " | "), 3)
            self.failed = True
            self._want()

    def stop(self, seconds: float) -> None:
        """Lets a request that is under way end, for so many seconds."""
        self._stopping = True
        self._outbox.end_waiting()
        self.join(seconds)
        if self.is_alive():
            self._link.abort()
            self.join(seconds)

    def _turn(self) -> None:
        """At most one request."""
        pause = self._next_at - time.monotonic()
        live = self._outbox.live()
        if pause > 0:
            self._outbox.wait(min(pause, 10))
        elif live is not None:
            if Clock.ticks() - live.ticks > FRESH_S:
                self._want()
                self._outbox.wait_for_newer(live, self._config.timeout)
            else:
                self._send_live(live)
        elif self._through and self._outbox.waiting() > 0:
            self._send_late()
        else:
            self._outbox.wait_for_beat(10)

    def _send_live(self, beat: Beat) -> None:
        body = json.dumps(self._maker.body(beat), separators=(",", ":")).encode()
        answer = self._post(f"/api/v2/robots/{self._config.robot_id}/heartbeat", body)
        if answer is None:
            return
        if answer.status == 204:
            self._outbox.settle(beat)
            self._is_through()
        elif answer.status in (400, 413, 422):
            self._outbox.settle(beat)
            self._backoff.reset()
            self._refuse(answer)
        else:
            self._turned_away(answer)

    def _refuse(self, answer: Answer) -> None:
        said = answer.body[:500].decode("utf-8", "replace")
        self._voice.change("beat", f"{answer.status} {_faults(answer.body)}",
                           f"the server refuses a beat, which is dropped: {answer.status} {said}", 3)

    def _is_through(self) -> None:
        self._through = True
        self._backoff.reset()
        self._voice.change("beat", "ok", "beats are taken again")
        if self._away_since is not None:
            away = time.monotonic() - self._away_since
            self._away_since = None
            self._voice.change("server", "ok", f"the server takes beats again, after {away:.0f} s; "
                               f"{self._outbox.waiting()} late ones follow, {self._outbox.lost} were lost")
        if self._outbox.waiting() == 0:
            self._worth_telling = False

    def _send_late(self) -> None:
        beats: List[Beat] = []
        parts: List[str] = []
        size = 2
        for beat in self._outbox.late(self._batch):
            part = json.dumps({"robot_id": self._config.robot_id, **self._maker.body(beat, late=True)},
                              separators=(",", ":"))
            size += len(part) + 1
            if size > MAX_BATCH_BYTES and beats:
                break
            beats.append(beat)
            parts.append(part)
        answer = self._post("/api/v2/heartbeats", f"[{','.join(parts)}]".encode())
        if answer is None:
            return
        if answer.status == 200:
            self._settle_batch(beats, answer)
        elif answer.status in (400, 413, 422):
            self._backoff.reset()
            self._halve(beats, answer)
        else:
            self._turned_away(answer)

    def _halve(self, beats: List[Beat], answer: Answer) -> None:
        """What is refused as a whole is sent in halves, until what is wrong is alone."""
        if len(beats) > 1:
            self._batch = len(beats) // 2
            if answer.status == 413:
                self._most_batch = self._batch
            self._voice.change("batch", str(answer.status), f"the server refuses {len(beats)} late beats at once "
                               f"({answer.status}); they go in smaller batches", 4)
            return
        self._outbox.remove(beats)
        self._refused_late += 1
        self._batch = self._most_batch = self._config.batch
        self._voice.say(f"a late beat is refused alone, and dropped: {answer.status} "
                        + answer.body[:300].decode("utf-8", "replace"), 4)
        self._drained()

    def _settle_batch(self, beats: List[Beat], answer: Answer) -> None:
        try:
            items = json.loads(answer.body)["items"]
            states = [item["status"] for item in items]
            if len(states) != len(beats):
                raise ValueError("another number of items")
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            self._fail("nonsense", f"the server's answer to late beats makes no sense ({error})", slow=True)
            return
        done = [beat for beat, state in zip(beats, states) if state != "unavailable"]
        refused = [item for item, state in zip(items, states) if state not in ("accepted", "unavailable")]
        self._taken_late += len(done) - len(refused)
        self._refused_late += len(refused)
        if refused:
            self._voice.say(f"{len(refused)} late beats are refused, and dropped: {json.dumps(refused[0])[:300]}", 4)
        self._outbox.remove(done)
        if len(done) < len(beats):
            self._fail("busy", "the server cannot take all late beats now")
            return
        self._backoff.reset()
        self._batch = min(self._most_batch, self._batch * 2)
        self._drained()

    def _drained(self) -> None:
        if self._outbox.waiting() == 0:
            lost = self._outbox.take_lost()
            # A beat that was overtaken by the next, because the server was slow, is no news.
            if self._worth_telling or self._refused_late or lost:
                self._voice.say(f"all late beats are sent: {self._taken_late} taken, {self._refused_late} refused, "
                                f"{lost} lost")
            self._worth_telling = False
            self._taken_late, self._refused_late = 0, 0
            self._batch = self._most_batch = self._config.batch
            self._voice.change("batch", "ok", "the next late beats go in full batches again")

    def _post(self, path: str, body: bytes) -> Optional[Answer]:
        try:
            return self._link.post(path, body)
        except (OSError, ValueError, http.client.HTTPException) as error:
            self._fail("away", f"the server cannot be reached ({error or type(error).__name__}); beats are kept")
            return None

    def _turned_away(self, answer: Answer) -> None:
        status = answer.status
        if status in (401, 403):
            self._fail("denied", f"the server does not know this robot ({status}); beats are kept, and it is "
                       "asked again slowly", slow=True)
        elif status in (408, 425, 429) or status >= 500:
            self._fail("busy", f"the server takes no beats now ({status}); they are kept",
                       asked=retry_after(answer.headers, Clock.wall()))
        else:
            self._fail("other", f"what answers at {self._config.server} is not the fleet's server ({status}); "
                       "beats are kept, and it is asked again slowly", slow=True)

    def _fail(self, kind: str, text: str, slow: bool = False, asked: Optional[float] = None) -> None:
        """Nothing is sent for a while, and then the newest beat first."""
        self._through = False
        self._worth_telling = True
        pause = self._backoff.next()
        if slow:
            pause = self._config.slow_retry * random.uniform(0.75, 1.25)
        if asked is not None:
            # Not before it was asked to, and not together with all the others.
            pause = max(pause, min(asked, self._config.retry_after_cap) * random.uniform(1.0, 1.1))
        now = time.monotonic()
        self._next_at = now + pause
        if self._away_since is None:
            self._away_since = now
        self._voice.change("server", kind, text, 4)


def _faults(body: bytes) -> str:
    """Which fields an answer complains of, so that the same fault is not news again."""
    try:
        return json.dumps(json.loads(body).get("faults"))
    except (ValueError, AttributeError, RecursionError):
        return ""


# --- running ---------------------------------------------------------------------------------------


class Notifier:
    """Tells systemd that the agent is ready, and that it is alive; nothing where there is no systemd."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        period = environment.get("WATCHDOG_USEC", "")
        own = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self.period_s: Optional[float] = int(period) / 3e6 if period.isdigit() and own and self._address else None
        self._next_at = 0.0

    def tell(self, text: str) -> None:
        """Sends a state such as ``READY=1``."""
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sock:
                sock.sendto(text.encode(), address)
        except OSError:
            pass  # systemd notices by itself.

    def alive(self, now: float) -> None:
        """Three times a watchdog's period, if there is one."""
        if self.period_s is not None and now >= self._next_at:
            self._next_at = now + self.period_s
            self.tell("WATCHDOG=1")


class Agent:
    """Makes a beat every interval, until it is told to stop."""

    def __init__(self, config: Config, voice: Voice, notifier: Notifier) -> None:
        self._config = config
        self._voice = voice
        self._notifier = notifier
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        os.set_blocking(self._wake_write, False)
        self._stopping = False
        self._wanted = False
        spool = self._spool()
        left = spool.load(config.buffer) if spool else []
        if left:
            voice.say(f"an earlier run left {len(left)} late beats")
        self._has_spool = spool is not None
        self._outbox = Outbox(config.buffer, spool, left, voice)
        self._link = Link(config, config.timeout)
        declarations = Declarations(config.source_file, voice)
        self._maker = BeatMaker(config, declarations, voice, len(left) + 1, lambda: self._link.local_address)
        self._sender = Sender(config, self._link, self._outbox, self._maker, self._want, voice)
        self._stop_declarations: Callable[[], None] = lambda: None
        if config.declare_port:
            self._stop_declarations = serve_declarations(config.declare_port, declarations)

    def _spool(self) -> Optional[Spool]:
        directory = self._config.state_dir
        if not directory:
            return None
        try:
            os.makedirs(directory, mode=0o700, exist_ok=True)
            self._lock = open(os.path.join(directory, "lock"), "ab")  # noqa: SIM115 - held until the end
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"heartbeat_agent: another agent uses {directory}") from None
        except OSError as error:
            self._voice.say(f"there is no spool ({error.strerror}: {directory}); late beats are kept in memory", 4)
            return None
        return Spool(directory, self._config.spool_kb * 1024, self._voice)

    def _want(self) -> None:
        """From any thread: a new beat is wanted now."""
        self._wanted = True
        try:
            os.write(self._wake_write, b"w")
        except BlockingIOError:
            pass  # It is being woken already.

    def _signalled(self, _number: int, _frame: Any) -> None:
        self._stopping = True

    def run(self) -> int:
        """Runs until SIGTERM or SIGINT. Returns the exit code."""
        signal.signal(signal.SIGTERM, self._signalled)
        signal.signal(signal.SIGINT, self._signalled)
        signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
        self._sender.start()
        self._voice.say(f"robot {self._config.robot_id} reports to {self._config.server} every "
                        f"{self._config.interval:g} s (agent {VERSION}, boot {self._maker.boot_id})")
        self._notifier.tell("READY=1")
        next_at = time.monotonic()
        while not self._stopping and not self._sender.failed:
            now = time.monotonic()
            if now >= next_at or self._wanted:
                next_at = max(next_at + self._config.interval, now) if now >= next_at else now + self._config.interval
                self._wanted = False
                self._outbox.offer(self._maker.make())
            self._link.abort_if_overdue(now)
            self._notifier.alive(now)
            self._sleep(next_at)
        return self._end()

    def _sleep(self, until: float) -> None:
        most = self._notifier.period_s or self._config.timeout
        ready, _, _ = select.select([self._wake_read], [], [], max(0.0, min(until - time.monotonic(), most)))
        if ready:
            try:
                os.read(self._wake_read, 4096)
            except BlockingIOError:
                pass

    def _end(self) -> int:
        self._notifier.tell("STOPPING=1")
        self._stop_declarations()
        self._sender.stop(GOODBYE_S / 2)
        left = self._outbox.close()
        said = _say_goodbye(self._config, self._maker)
        if left:
            self._voice.say(f"{left} late beats " + ("stay in the spool" if self._has_spool else "are lost"), 4)
        self._voice.say("stopped" + ("" if said else "; the server was not told"))
        return 1 if self._sender.failed else 0


def _say_goodbye(config: Config, maker: BeatMaker) -> bool:
    """One try, with a short deadline, whatever the network does. Returns whether the server took it."""
    beat = maker.make("stopping")
    faults: List[str] = []
    thread = threading.Thread(target=lambda: faults.append(_send_once(config, maker, beat, GOODBYE_S)),
                              name="goodbye", daemon=True)
    thread.start()
    thread.join(1.5 * GOODBYE_S)
    return faults == [""]


def _send_once(config: Config, maker: BeatMaker, beat: Beat, timeout: float) -> str:
    """Sends a beat on a connection of its own. Returns what went wrong, or nothing."""
    link = Link(config, timeout)
    try:
        answer = link.post(f"/api/v2/robots/{config.robot_id}/heartbeat", json.dumps(maker.body(beat)).encode())
        return "" if answer.status == 204 else f"{answer.status} {answer.body[:500].decode('utf-8', 'replace')}"
    except (OSError, ValueError, http.client.HTTPException) as error:
        return str(error) or type(error).__name__
    finally:
        link.close()


def run_once(config: Config, voice: Voice) -> int:
    """Makes one beat, and prints or sends it. Returns the exit code."""
    maker = BeatMaker(config, Declarations(config.source_file, voice), voice)
    time.sleep(0.25)  # The processor's share is of a stretch of time.
    beat = maker.make()
    if config.only_print:
        print(json.dumps(maker.body(beat), indent=2))
        return 0
    fault = _send_once(config, maker, beat, config.timeout)
    if fault:
        voice.say(f"the beat was not taken: {fault}", 3)
        return 1
    return 0


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Runs the agent. Returns the exit code: 0 done, 1 failed, 2 misused."""
    try:
        config = load_config(arguments, environment)
    except Misused as error:
        print(f"heartbeat_agent: {error}", file=sys.stderr)
        return 2
    voice = Voice()
    if config.once:
        return run_once(config, voice)
    try:
        return Agent(config, voice, Notifier(environment)).run()
    except OSError as error:
        print(f"heartbeat_agent: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
