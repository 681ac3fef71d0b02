package com.lekiwi.heartbeat.benchmarks.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what one client gets: takes frames apart, whole or in fragments, and counts
 * messages and the changes in them. It keeps a few bytes between two readings, never a
 * frame.
 */
final class CrowdMember {

	/** Stands in a message once for each robot, and nowhere else. */
	private static final byte[] CHANGE = "\"received_at\":".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] END_OF_ANSWER = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final int LONGEST_START = 16;

	private final Dialect dialect;

	private final CrowdCount count;

	private boolean answered;

	private int answerMatch;

	private final byte[] head = new byte[10];

	private int headHas;

	private long left = -1;

	private boolean isFinal;

	private boolean isData;

	private final byte[] start = new byte[LONGEST_START];

	private int startHas;

	private int changes;

	private int changeMatch;

	private boolean welcomed;

	private boolean closed;

	private boolean pinged;

	CrowdMember(Dialect dialect, CrowdCount count) {
		this.dialect = dialect;
		this.count = count;
	}

	/** Whether the handshake was answered. */
	boolean isAnswered() {
		return this.answered;
	}

	boolean isClosed() {
		return this.closed;
	}

	/** Whether it was pinged since it was last asked. */
	boolean takePing() {
		boolean was = this.pinged;
		this.pinged = false;
		return was;
	}

	void take(ByteBuffer bytes) {
		while (bytes.hasRemaining()) {
			if (!this.answered) {
				takeAnswer(bytes.get());
			}
			else if (this.left < 0) {
				takeHead(bytes.get());
			}
			else {
				takeBody(bytes);
			}
			if (this.left == 0) {
				end();
			}
		}
	}

	private void takeAnswer(byte next) {
		this.answerMatch = (next == END_OF_ANSWER[this.answerMatch]) ? this.answerMatch + 1
				: (next == END_OF_ANSWER[0]) ? 1 : 0;
		if (this.answerMatch == END_OF_ANSWER.length) {
			this.answered = true;
		}
	}

	private void takeHead(byte next) {
		this.head[this.headHas] = next;
		this.headHas++;
		int length = this.head[1] & 0x7F;
		int needs = (this.headHas < 2) ? 2 : (length == 126) ? 4 : (length == 127) ? 10 : 2;
		if (this.headHas < needs) {
			return;
		}
		ByteBuffer numbers = ByteBuffer.wrap(this.head);
		this.left = (length == 126) ? numbers.getShort(2) & 0xFFFF : (length == 127) ? numbers.getLong(2) : length;
		this.isFinal = this.head[0] < 0;
		int opcode = this.head[0] & 0x0F;
		this.isData = opcode < 8;
		this.closed |= opcode == 8;
		this.pinged |= opcode == 9;
		this.headHas = 0;
	}

	private void takeBody(ByteBuffer bytes) {
		int some = (int) Math.min(this.left, bytes.remaining());
		this.left -= some;
		if (!this.isData) {
			bytes.position(bytes.position() + some);
			return;
		}
		byte[] all = bytes.array();
		int from = bytes.arrayOffset() + bytes.position();
		int copied = Math.min(some, LONGEST_START - this.startHas);
		System.arraycopy(all, from, this.start, this.startHas, copied);
		this.startHas += copied;
		countChanges(all, from, from + some);
		bytes.position(bytes.position() + some);
	}

	private void countChanges(byte[] bytes, int from, int to) {
		int match = this.changeMatch;
		for (int i = from; i < to; i++) {
			match = (bytes[i] == CHANGE[match]) ? match + 1 : (bytes[i] == CHANGE[0]) ? 1 : 0;
			if (match == CHANGE.length) {
				this.changes++;
				match = 0;
			}
		}
		this.changeMatch = match;
	}

	private void end() {
		this.left = -1;
		if (!this.isData || !this.isFinal) {
			return;
		}
		if (startsWith(this.dialect.news())) {
			this.count.news(this.changes);
		}
		else if (!this.welcomed && startsWith(this.dialect.welcome())) {
			this.welcomed = true;
			this.count.welcome();
		}
		this.startHas = 0;
		this.changes = 0;
		this.changeMatch = 0;
	}

	private boolean startsWith(byte[] text) {
		return this.startHas >= text.length && Arrays.equals(this.start, 0, text.length, text, 0, text.length);
	}

}
