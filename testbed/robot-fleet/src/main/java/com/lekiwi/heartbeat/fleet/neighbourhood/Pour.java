package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Answers a robot's status with more than 10 MB in one of its fields. */
final class Pour implements Conduct {

	private static final int PIECES = 161;

	/** One for all: 64 KiB, 161 times over. */
	private static final byte[] PIECE = piece();

	private static final String BEGINNING = "{\"comment\":\"";

	private final String end;

	private final boolean announced;

	Pour(RobotSelf robot, boolean announced) {
		this.end = "\"," + new String(RobotConduct.document(robot), StandardCharsets.UTF_8).substring(1);
		this.announced = announced;
	}

	@Override
	public void serve(Visit visit) throws IOException {
		if (visit.awaitRequest() == null) {
			return;
		}
		long length = BEGINNING.length() + (long) PIECES * PIECE.length
				+ this.end.getBytes(StandardCharsets.UTF_8).length;
		visit.say(HttpMessage.head("200 OK", this.announced ? "Content-Length: " + length + "\r\n" : "",
				"application/json"));
		visit.say(BEGINNING);
		for (int each = 0; each < PIECES; each++) {
			visit.say(PIECE);
		}
		visit.say(this.end);
	}

	private static byte[] piece() {
		byte[] piece = new byte[64 * 1024];
		Arrays.fill(piece, (byte) 'x');
		return piece;
	}

}
