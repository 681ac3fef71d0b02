package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/** Which character does what. */
final class Conducts {

	/** Where half of the redirects lead: no network of robots has it. */
	static final String LURE = "127.19.255.254";

	private static final int SLOWEST_MS = 600;

	private static final int FASTEST_SLOW_MS = 200;

	private static final int NOISE = 512;

	private static final List<String> BROKEN_JSON = List.of("{\"id\":\"kiwi-n", "", "{\"id\":}", "{'id':'kiwi-n9999'}",
			"[".repeat(5_000), "{\"id\":\"\\ud800\",\"motor_buses\":[{]}");

	private static final List<String> OTHER_JSON = List.of("{\"status\":\"ok\"}", "[]", "null", "\"kiwi-n9999\"", "42",
			"{\"id\":\"../../etc\",\"motor_buses\":[]}", "{\"id\":7,\"motor_buses\":[]}",
			"{\"id\":\"\",\"motor_buses\":[]}");

	private static final String PRINTER_PAGE = "<!DOCTYPE html><html><head><title>LaserPrint 4000</title></head>"
			+ "<body><h1>Ready</h1><p>Tray 2: empty. <a href=\"/status\">Status</a></p></body></html>";

	private final long seed;

	private final int port;

	private final Function<String, @Nullable Traffic> trafficOf;

	/**
	 * Prepares.
	 * @param seed decides what the characters leave open
	 * @param port on which they are asked
	 * @param trafficOf finds what came to an address
	 */
	Conducts(long seed, int port, Function<String, @Nullable Traffic> trafficOf) {
		this.seed = seed;
		this.port = port;
		this.trafficOf = trafficOf;
	}

	/** Null for a neighbour that takes no connections. */
	@Nullable Conduct of(Neighbour neighbour) {
		RandomGenerator random = neighbour.random(this.seed);
		return switch (neighbour.character()) {
			case LEKIWI, XLE, LIAR, CHIMERA, BROKEN_BUS -> new RobotConduct(self(neighbour), Duration.ZERO);
			case SLOW ->
				new RobotConduct(self(neighbour), Duration.ofMillis(random.nextInt(FASTEST_SLOW_MS, SLOWEST_MS)));
			case DEAD -> Conduct.SILENCE;
			case REFUSING -> null;
			case NOISE -> answering(noise(random));
			case BROKEN_JSON -> answering(HttpMessage.json(any(BROKEN_JSON, random)));
			case OTHER_JSON -> answering(HttpMessage.json(any(OTHER_JSON, random)));
			case HUGE -> new Pour(RobotSelf.tempting(neighbour.number()), random.nextBoolean());
			case DRIP -> new Drip(RobotSelf.tempting(neighbour.number()));
			case REDIRECT -> redirect(neighbour, random.nextBoolean());
			case PRINTER -> answering(HttpMessage.whole("200 OK", "Server: LaserPrint\r\n", "text/html", PRINTER_PAGE));
			case CAMERA -> answering(HttpMessage.whole("401 Unauthorized",
					"WWW-Authenticate: Basic realm=\"IP camera\"\r\n", "text/html", "<h1>401 Unauthorized</h1>"));
			case SSH -> Conducts::speakSsh;
		};
	}

	/** What is at the end of the redirects that lead away. */
	Conduct lure() {
		return new Redirect(LURE + ":" + this.port, LURE, this.trafficOf, RobotSelf.tempting(0));
	}

	private Redirect redirect(Neighbour neighbour, boolean away) {
		String own = neighbour.address().getHostAddress();
		return new Redirect((away ? LURE : own) + ":" + this.port, own, this.trafficOf,
				RobotSelf.tempting(neighbour.number()));
	}

	private static RobotSelf self(Neighbour neighbour) {
		RobotSelf robot = neighbour.robot();
		if (robot == null) {
			throw new IllegalStateException(neighbour + " is no robot");
		}
		return robot;
	}

	private static Conduct answering(byte[] answer) {
		return visit -> {
			if (visit.awaitRequest() != null) {
				visit.say(answer);
			}
		};
	}

	/** The server speaks first, and does not like what it hears then. */
	private static void speakSsh(Visit visit) throws IOException {
		visit.say("SSH-2.0-OpenSSH_10.0p2 Debian-7\r\n");
		if (visit.awaitRequest() != null) {
			visit.say("Invalid SSH identification string.\r\n");
		}
	}

	private static byte[] noise(RandomGenerator random) {
		byte[] noise = new byte[NOISE];
		random.nextBytes(noise);
		return noise;
	}

	private static <T> T any(List<T> list, RandomGenerator random) {
		return list.get(random.nextInt(list.size()));
	}

}
