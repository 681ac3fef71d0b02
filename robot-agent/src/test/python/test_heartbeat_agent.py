"""Tests of the agent's parts that need no process, no socket and no time."""

import ast
import contextlib
import io
import os
import sys
import tempfile
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
sys.path.insert(0, ROOT)
sys.dont_write_bytecode = True

import heartbeat_agent as agent  # noqa: E402


class Silence(agent.Voice):
    """Keeps what is said."""

    def __init__(self):
        super().__init__()
        self.said = []

    def say(self, text, priority=6):
        self.said.append(text)


def config(*arguments):
    return agent.load_config(["--server", "http://fleet.example", "--robot-id", "k", *arguments], {})


def connection(received, idle_ms, segments=4, peer="10.0.0.9:41000", max_segment=1448):
    return agent.Connection(peer, received, segments, idle_ms, max_segment)


class Moments:
    """Looks that follow each other, and the time at which they are taken."""

    def __init__(self):
        self.now = 100.0
        self.looks = []

    def look(self):
        return self.looks.pop(0)

    def ticks(self):
        return self.now

    def pause(self, seconds):
        self.now += seconds

    def watch(self):
        return agent.CommandWatch(self.look, self.ticks, self.pause)


class CommandWatchTests(unittest.TestCase):
    def setUp(self):
        self.moments = Moments()
        self.watch = self.moments.watch()

    def evidence(self, *looks, after=5.0):
        self.moments.now += after
        self.moments.looks = [agent.Look(True, [look] if look else []) for look in looks]
        told = self.watch.evidence()
        self.assertEqual([], self.moments.looks, "looks that were not taken")
        return told

    def test_a_handshake_is_no_command(self):
        told = self.evidence(connection(92, 3), connection(92, 203), connection(92, 403))
        self.assertEqual({"host_ready": True, "command_rate_hz": 0.0}, told)
        told = self.evidence(connection(92, 5400))
        self.assertEqual({"host_ready": True, "command_rate_hz": 0.0}, told)

    def test_commands_are_known_at_the_first_look_by_their_size(self):
        told = self.evidence(connection(30_000, 12, 100))
        self.assertEqual({"host_ready": True, "last_command_age_ms": 12}, told)

    def test_a_client_that_just_began_is_looked_at_again(self):
        told = self.evidence(connection(92, 1), connection(1_800, 20, 10))
        self.assertEqual(20, told["last_command_age_ms"])

    def test_small_commands_are_known_by_coming_later(self):
        self.evidence(connection(92, 2000))
        told = self.evidence(connection(300, 40, 54))
        self.assertEqual({"host_ready": True, "command_rate_hz": 10.0, "last_command_age_ms": 40}, told)

    def test_the_rate_is_that_of_segments(self):
        self.evidence(connection(30_000, 12, 100))
        self.assertEqual(30.0, self.evidence(connection(72_000, 12, 250))["command_rate_hz"])

    def test_a_rate_is_left_out_where_segments_are_large(self):
        self.evidence(connection(30_000, 12, 100))
        self.assertNotIn("command_rate_hz", self.evidence(connection(30_000 + 150 * 1_000, 12, 250)))

    def test_what_stopped_has_no_rate_and_an_age_that_grows(self):
        self.evidence(connection(30_000, 12, 100))
        told = self.evidence(connection(60_000, 900, 200))
        self.assertEqual({"host_ready": True, "command_rate_hz": 0.0, "last_command_age_ms": 900}, told)
        self.assertEqual(5900, self.evidence(None)["last_command_age_ms"])

    def test_two_clients_add_up(self):
        def both(received, segments):
            return [connection(received, 12, segments, "a:1"), connection(received, 30, segments, "b:2")]

        self.moments.looks = [agent.Look(True, both(30_000, 100)), agent.Look(True, both(60_000, 200))]
        self.watch.evidence()
        self.moments.now += 5
        self.assertEqual({"host_ready": True, "command_rate_hz": 40.0, "last_command_age_ms": 12},
                         self.watch.evidence())

    def test_nothing_known_is_nothing_said(self):
        self.moments.looks = [None]
        self.assertEqual({}, self.watch.evidence())

    def test_a_flow_that_is_not_known_is_left_out(self):
        self.moments.looks = [agent.Look(True, None)]
        self.assertEqual({"host_ready": True}, self.watch.evidence())


class SocketTests(unittest.TestCase):
    """Odd output; what ss really says is in the tests with real sockets."""

    def test_a_kernel_that_tells_nothing_of_connections(self):
        look = agent.parse_ss("LISTEN 0 100 *:5555 *:*\nESTAB 0 0 10.0.0.1:5555 10.0.0.9:41000\n", 5555)
        self.assertEqual(agent.Look(True, None), look)

    def test_what_is_zero_is_left_out_by_ss(self):
        look = agent.parse_ss("ESTAB 0 0 10.0.0.1:5555 10.0.0.9:41000\n\t cubic advmss:1448 cwnd:10\n", 5555)
        self.assertEqual(agent.Look(False, [agent.Connection("10.0.0.9:41000", 0, None, 0, 1448)]), look)

    def test_everything_on_one_line(self):
        look = agent.parse_ss("ESTAB 0 0 [::ffff:10.0.0.1]:5555 [::ffff:10.0.0.9]:41000 cubic advmss:1448 "
                              "bytes_received:92 data_segs_in:4 lastrcv:7", 5555)
        self.assertEqual([agent.Connection("[::ffff:10.0.0.9]:41000", 92, 4, 7, 1448)], look.connections)

    def test_rubbish_and_other_ports_are_nothing(self):
        for text in ("", "\n", "what", "LISTEN 0 100 *:15555 *:*", "TIME-WAIT 0 0 10.0.0.1:5555 10.0.0.9:1"):
            self.assertEqual(agent.Look(False, []), agent.parse_ss(text, 5555), text)


class ComputerTests(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp()
        self.addCleanup(lambda: __import__("shutil").rmtree(self.root))

    def put(self, path, text):
        full = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)

    def test_the_processors_share_is_of_the_time_between(self):
        self.put("stat", "cpu  100 0 100 700 100 0 0 0 50 0\ncpu0 1 1\n")
        meter = agent.CpuMeter(self.root)
        self.assertIsNone(meter.read(), "no time has passed")
        self.put("stat", "cpu  130 0 120 720 130 0 0 0 99 0\n")
        self.assertEqual(0.5, meter.read())
        self.put("stat", "cpu  1 0 1 7 1 0 0 0\n")
        self.assertIsNone(meter.read(), "counters went back")

    def test_memory_is_what_programs_cannot_have(self):
        self.put("meminfo", "MemTotal:  4000 kB\nMemFree: 10 kB\nMemAvailable:   3000 kB\n")
        self.assertEqual(0.25, agent.memory_in_use(self.root))
        self.put("meminfo", "MemTotal:  4000 kB\n")
        self.assertIsNone(agent.memory_in_use(self.root))

    def test_the_processor_is_the_temperature_before_the_hottest(self):
        self.put("class/thermal/thermal_zone0/type", "cpu-thermal\n")
        self.put("class/thermal/thermal_zone0/temp", "51234\n")
        self.put("class/thermal/thermal_zone1/type", "gpu\n")
        self.put("class/thermal/thermal_zone1/temp", "77000\n")
        self.assertEqual(51.2, agent.temperature(self.root))
        self.put("class/thermal/thermal_zone0/temp", "what\n")
        self.assertEqual(77.0, agent.temperature(self.root))

    def test_a_mouses_battery_is_not_the_robots(self):
        self.put("class/power_supply/hid-1/type", "Battery\n")
        self.put("class/power_supply/hid-1/scope", "Device\n")
        self.put("class/power_supply/hid-1/capacity", "3\n")
        self.assertIsNone(agent.battery(self.root))
        self.put("class/power_supply/pack/type", "Battery\n")
        self.put("class/power_supply/pack/capacity", "81\n")
        self.put("class/power_supply/pack/voltage_now", "12100000\n")
        self.assertEqual({"percent": 81.0, "voltage": 12.1}, agent.battery(self.root))

    def test_a_bus_makes_a_lekiwi_two_an_xle_and_none_nothing(self):
        kind = agent.RobotKind(config("--dev", self.root), Silence())
        self.assertIsNone(kind.read())
        self.put("serial/by-id/usb-Silicon_Labs_CP2102_lidar-if00", "")
        self.assertIsNone(kind.read(), "a lidar is no bus")
        self.put("serial/by-id/usb-1a86_USB_Single_Serial_5A68013467-if00", "")
        self.assertEqual("lekiwi", kind.read())
        self.put("serial/by-id/usb-1a86_USB_Single_Serial_5A68013468-if00", "")
        self.assertEqual("xle", kind.read())
        os.remove(os.path.join(self.root, "serial/by-id/usb-1a86_USB_Single_Serial_5A68013467-if00"))
        self.assertEqual("xle", kind.read(), "a bus that is unplugged changes no type")
        self.put("serial/by-id/usb-1a86_USB_Single_Serial_5A68013469-if00", "")
        self.put("serial/by-id/usb-1a86_USB_Single_Serial_5A68013470-if00", "")
        self.assertIsNone(kind.read(), "three are no evidence of either")

    def test_what_is_configured_counts_and_a_contradiction_is_said_once(self):
        voice = Silence()
        kind = agent.RobotKind(config("--type", "lekiwi", "--buses", "/dev/a,/dev/b"), voice)
        self.assertEqual(["lekiwi", "lekiwi"], [kind.read(), kind.read()])
        self.assertEqual(1, len(voice.said))
        self.assertEqual("xle", agent.RobotKind(config("--buses", "/dev/a,/dev/b"), voice).read())


class RetryTests(unittest.TestCase):
    def test_dates_count_from_the_servers_own_clock(self):
        headers = {"retry-after": "Fri, 02 Jan 2026 00:00:30 GMT", "date": "Fri, 02 Jan 2026 00:00:00 GMT"}
        self.assertEqual(30.0, agent.retry_after(headers, 0.0))
        del headers["date"]
        self.assertEqual(10.0, agent.retry_after(headers, 1767312020.0))
        self.assertEqual(0.0, agent.retry_after(headers, 1867312020.0), "it is past")

    def test_nonsense_is_none(self):
        for text in ("", "soon", "-1", "1.5", "9" * 20, "Fri, 99 Foo 2026 00:00:00 GMT"):
            self.assertIsNone(agent.retry_after({"retry-after": text}, 0.0), text)
        self.assertIsNone(agent.retry_after({}, 0.0))

    def test_waiting_doubles_up_to_a_bound_and_half_of_it_is_drawn(self):
        shortest = agent.Backoff(1, 30, lambda: 0.0)
        self.assertEqual([0.5, 1, 2, 4, 8, 15, 15], [shortest.next() for _ in range(7)])
        longest = agent.Backoff(1, 30, lambda: 1.0)
        self.assertEqual([1, 2, 4, 8, 16, 30, 30], [longest.next() for _ in range(7)])
        longest.reset()
        self.assertEqual(1, longest.next())


class SpoolTests(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.mkdtemp()
        self.addCleanup(lambda: __import__("shutil").rmtree(self.directory))
        self.voice = Silence()

    def spool(self, limit=100_000):
        return agent.Spool(self.directory, limit, self.voice)

    def test_what_was_written_is_read_under_new_numbers(self):
        written = [agent.Beat(seq, 1000.5 + seq, 7.25, "computer", '{"site":"h\\u00f6f"}') for seq in (41, 42)]
        spool = self.spool()
        for beat in written:
            spool.append(beat, written)
        read = self.spool().load(10)
        self.assertEqual([beat._replace(seq=number) for number, beat in enumerate(written, 1)], read)

    def test_of_too_many_the_newest_are_read(self):
        written = [agent.Beat(seq, float(seq), 0.0, "c", "{}") for seq in range(1, 11)]
        self.spool().rewrite(written)
        self.assertEqual([8.0, 9.0, 10.0], [beat.made_at for beat in self.spool().load(3)])

    def test_every_damage_of_a_line_is_noticed(self):
        line = agent.Spool.line(agent.Beat(1, 1.0, 2.0, "c", '{"a":1}')).rstrip(b"\n")
        self.assertIsNotNone(agent.Spool.beat(line, 1))
        for place in range(len(line)):
            broken = line[:place] + bytes([line[place] ^ 1]) + line[place + 1:]
            self.assertIsNone(agent.Spool.beat(broken, 1), broken)
            self.assertIsNone(agent.Spool.beat(line[:place], 1))


class OutboxTests(unittest.TestCase):
    def beat(self, seq):
        return agent.Beat(seq, 0.0, 0.0, "c", "{}")

    def test_the_oldest_give_way_and_are_counted(self):
        voice = Silence()
        outbox = agent.Outbox(2, None, [], voice)
        for seq in range(1, 6):
            outbox.offer(self.beat(seq))
        self.assertEqual(5, outbox.live().seq)
        self.assertEqual([3, 4], [beat.seq for beat in outbox.late(10)])
        self.assertEqual((2, 0), (outbox.take_lost(), outbox.take_lost()))
        self.assertEqual(1, len(voice.said))

    def test_a_beat_that_was_delivered_slowly_is_not_late_any_more(self):
        outbox = agent.Outbox(10, None, [], Silence())
        outbox.offer(self.beat(1))
        under_way = outbox.live()
        outbox.offer(self.beat(2))
        outbox.settle(under_way)
        self.assertEqual((2, 0), (outbox.live().seq, outbox.waiting()))


class SettingsTests(unittest.TestCase):
    WRONG = (
        ["--server", "ftp://fleet.example"], ["--server", "fleet.example:8080"],
        ["--server", "http://u:p@fleet.example"],
        ["--server", "http://fleet.example:99999"], ["--server", "http://fleet.example:5555"],
        ["--server", "http://fleet.example:5556"], ["--robot-id", ".k"], ["--robot-id", "k" * 65],
        ["--robot-id", "k/1"],
        ["--interval", "0"], ["--interval", "301"], ["--interval", "nan"], ["--interval", "often"],
        ["--name", "n" * 129],
        ["--name", "a\tb"], ["--type", "rover"], ["--command-port", "65536"], ["--buffer", "0"], ["--batch", "1001"],
        ["--declare-port", "5555"], ["--print"], ["--config", "/nonexistent/agent.env"],
    )

    def test_what_is_wrong_is_named(self):
        for wrong in self.WRONG:
            with self.subTest(wrong), self.assertRaises(agent.Misused) as caught:
                config(*wrong)
            self.assertIn(wrong[-1] if wrong[0] == "--config" else wrong[0], str(caught.exception))

    def test_options_win_over_the_environment_and_that_over_the_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".env") as file:
            file.write('# a comment\nLEKIWI_HEARTBEAT_SERVER="http://file.example"\nLEKIWI_HEARTBEAT_SITE=file\n'
                       "LEKIWI_HEARTBEAT_NAME='of file'\n")
            file.flush()
            loaded = agent.load_config(["--config", file.name, "--robot-id", "k", "--site", "option"],
                                       {"LEKIWI_HEARTBEAT_SITE": "environment", "LEKIWI_HEARTBEAT_INTERVAL": "2.5"})
        self.assertEqual(("http://file.example", "option", "of file", 2.5, 3),
                         (loaded.server, loaded.site, loaded.name, loaded.interval, loaded.interval_s))

    def test_a_setting_that_is_not_known_is_an_error(self):
        with self.assertRaisesRegex(agent.Misused, "LEKIWI_HEARTBEAT_SEVRER"):
            agent.load_config(["--once", "--print"], {"LEKIWI_HEARTBEAT_SEVRER": "x"})

    def test_help_names_every_setting(self):
        with contextlib.redirect_stdout(io.StringIO()) as out, self.assertRaises(SystemExit):
            agent.parser().parse_args(["--help"])
        for setting in agent.SETTINGS:
            self.assertIn("--" + setting.name.replace("_", "-"), out.getvalue())


class SourceTests(unittest.TestCase):
    def test_the_file_is_valid_for_the_oldest_python(self):
        with open(os.path.join(ROOT, "heartbeat_agent.py"), encoding="utf-8") as file:
            ast.parse(file.read(), feature_version=(3, 9))

    def test_times_are_utc_in_milliseconds(self):
        self.assertEqual("2026-01-01T12:00:00.120Z", agent.iso(1767268800.1205))
        self.assertEqual("1970-01-01T00:00:00.000Z", agent.iso(-5))

    def test_a_declaration_is_checked(self):
        self.assertEqual({"source": "operator", "operator_id": "op-7"}, agent.declared("operator", "op-7").fields())
        self.assertEqual({"source": "policy"}, agent.declared("policy", None).fields())
        for source, operator in ((None, None), ("human", None), ("operator", "-"), ("operator", 7), ([], None)):
            with self.assertRaises(ValueError):
                agent.declared(source, operator)


if __name__ == "__main__":
    unittest.main()
