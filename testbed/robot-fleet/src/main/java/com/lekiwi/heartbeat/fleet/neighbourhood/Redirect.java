package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.io.IOException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Sends askers somewhere else, and serves the place to which they are sent: it counts
 * whoever follows, and answers as a robot.
 */
final class Redirect implements Conduct {

	private static final String MOVED = "/moved/";

	private final String location;

	private final Function<String, @Nullable Traffic> trafficOf;

	private final byte[] status;

	/**
	 * Makes one.
	 * @param host the address and the port to which it sends
	 * @param address its own address, told there
	 * @param trafficOf finds what came to an address
	 * @param robot what followers are answered
	 */
	Redirect(String host, String address, Function<String, @Nullable Traffic> trafficOf, RobotSelf robot) {
		this.location = "http://" + host + MOVED + address;
		this.trafficOf = trafficOf;
		this.status = RobotConduct.document(robot);
	}

	@Override
	public void serve(Visit visit) throws IOException {
		Visit.Request request = visit.awaitRequest();
		if (request == null) {
			return;
		}
		Traffic sender = request.path().startsWith(MOVED)
				? this.trafficOf.apply(request.path().substring(MOVED.length())) : null;
		if (sender != null) {
			sender.followed();
			visit.say(HttpMessage.json(this.status));
			return;
		}
		visit.say(HttpMessage.whole("302 Found", "Location: " + this.location + "\r\n", "text/plain", "moved\n"));
	}

}
