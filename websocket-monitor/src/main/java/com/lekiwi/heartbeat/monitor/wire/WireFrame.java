package com.lekiwi.heartbeat.monitor.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A WebSocket frame of the server (RFC 6455, section 5), header included. A server does
 * not mask, so one array serves all clients.
 */
public final class WireFrame {

	/** What stands in control frames at most, in bytes. */
	static final int LONGEST_CONTROL = 125;

	private static final int LONGEST_SHORT = 0xFFFF;

	private static final int FINAL = 0x80;

	private static final int TEXT = 0x1;

	private static final int CLOSE = 0x8;

	private static final int PING = 0x9;

	private static final int PONG = 0xA;

	private static final WireFrame EMPTY_PING = frame("probe", PING, new byte[0]);

	private final String kind;

	private final byte[] bytes;

	private WireFrame(String kind, byte[] bytes) {
		this.kind = kind;
		this.bytes = bytes;
	}

	/**
	 * A message.
	 * @param kind what to count it as
	 * @param text the message
	 * @return one frame
	 */
	public static WireFrame text(String kind, String text) {
		return frame(kind, TEXT, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The end of a WebSocket.
	 * @param code why; 1005 for no code
	 * @param reason in words, ASCII, at most 123 letters
	 * @return one frame
	 */
	public static WireFrame close(int code, String reason) {
		if (code == CloseCode.NONE) {
			return frame("close", CLOSE, new byte[0]);
		}
		byte[] words = reason.getBytes(StandardCharsets.US_ASCII);
		ByteBuffer body = ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words);
		return frame("close", CLOSE, body.array());
	}

	/**
	 * The answer to a client's ping.
	 * @param body what stood in the ping
	 * @return one frame
	 */
	public static WireFrame pong(byte[] body) {
		return frame("pong", PONG, body);
	}

	/**
	 * This frame, and a ping behind it that every client answers by itself.
	 * @return two frames in one
	 */
	public WireFrame withPing() {
		byte[] both = Arrays.copyOf(this.bytes, this.bytes.length + EMPTY_PING.bytes.length);
		System.arraycopy(EMPTY_PING.bytes, 0, both, this.bytes.length, EMPTY_PING.bytes.length);
		return new WireFrame(this.kind, both);
	}

	/**
	 * What to count it as.
	 * @return the kind it was made with
	 */
	public String kind() {
		return this.kind;
	}

	/**
	 * Its size on the wire.
	 * @return bytes, header included
	 */
	public int length() {
		return this.bytes.length;
	}

	/**
	 * The frame, to be sent.
	 * @return a view of its own on the same bytes
	 */
	public ByteBuffer buffer() {
		return ByteBuffer.wrap(this.bytes).asReadOnlyBuffer();
	}

	private static WireFrame frame(String kind, int opcode, byte[] body) {
		int length = body.length;
		ByteBuffer frame;
		if (length <= LONGEST_CONTROL) {
			frame = ByteBuffer.allocate(2 + length).put((byte) (FINAL | opcode)).put((byte) length);
		}
		else if (length <= LONGEST_SHORT) {
			frame = ByteBuffer.allocate(4 + length)
				.put((byte) (FINAL | opcode))
				.put((byte) 126)
				.putShort((short) length);
		}
		else {
			frame = ByteBuffer.allocate(10 + length).put((byte) (FINAL | opcode)).put((byte) 127).putLong(length);
		}
		return new WireFrame(kind, frame.put(body).array());
	}

}
