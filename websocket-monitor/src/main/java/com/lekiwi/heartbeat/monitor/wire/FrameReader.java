package com.lekiwi.heartbeat.monitor.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes what a client sends apart into messages. It holds no more than one message that
 * is allowed, and of that only what has arrived. Not for more than one thread at a time.
 */
final class FrameReader {

	private static final byte[] NOTHING = new byte[0];

	private static final int FINAL = 0x80;

	private static final int RESERVED = 0x70;

	private static final int OPCODE = 0x0F;

	private static final int MASKED = 0x80;

	private static final int LENGTH = 0x7F;

	private static final int MASK_BYTES = 4;

	private static final int CONTINUATION = 0x0;

	private static final int TEXT = 0x1;

	private static final int BINARY = 0x2;

	private static final int CLOSE = 0x8;

	private static final int PING = 0x9;

	private static final int PONG = 0xA;

	private final int maxMessage;

	private final SocketEvents events;

	private final byte[] head = new byte[14];

	private int headHas;

	private int headNeeds = 2;

	/** Of the frame that is being read, once its head is there; -1 before. */
	private int left = -1;

	private int maskAt;

	private boolean inMessage;

	private byte[] message = NOTHING;

	private byte[] control = NOTHING;

	/**
	 * Makes a reader.
	 * @param maxMessage the longest message that is allowed, in bytes
	 * @param events who is told
	 */
	FrameReader(int maxMessage, SocketEvents events) {
		this.maxMessage = maxMessage;
		this.events = events;
	}

	void take(ByteBuffer bytes) throws WireFault {
		while (bytes.hasRemaining()) {
			if (this.left < 0) {
				this.head[this.headHas] = bytes.get();
				this.headHas++;
				takeHead();
			}
			else {
				takeBody(bytes);
			}
			if (this.left == 0) {
				end();
			}
		}
	}

	private void takeHead() throws WireFault {
		if (this.headHas == 2) {
			this.headNeeds = 2 + moreLength() + MASK_BYTES;
			check();
		}
		if (this.headHas == this.headNeeds) {
			long length = length();
			boolean data = !isControl();
			if (data && (length < 0 || length > this.maxMessage - this.message.length)) {
				throw new WireFault(CloseCode.TOO_LARGE, "longer than " + this.maxMessage + " bytes");
			}
			this.left = (int) length;
			this.maskAt = 0;
		}
	}

	private void check() throws WireFault {
		int opcode = opcode();
		if (opcode == BINARY) {
			throw new WireFault(CloseCode.BINARY, "texts only");
		}
		boolean known = opcode == CONTINUATION || opcode == TEXT || opcode == CLOSE || opcode == PING || opcode == PONG;
		boolean whole = !isControl() || (isFinal() && (this.head[1] & LENGTH) <= WireFrame.LONGEST_CONTROL);
		boolean inOrder = isControl() || this.inMessage == (opcode == CONTINUATION);
		if (!known || !whole || !inOrder || (this.head[0] & RESERVED) != 0 || (this.head[1] & MASKED) == 0) {
			throw new WireFault(CloseCode.PROTOCOL_ERROR, "not a frame that a client may send");
		}
	}

	private void takeBody(ByteBuffer bytes) {
		int some = Math.min(this.left, bytes.remaining());
		byte[] before = isControl() ? this.control : this.message;
		byte[] after = Arrays.copyOf(before, before.length + some);
		bytes.get(after, before.length, some);
		int mask = this.headNeeds - MASK_BYTES;
		for (int i = before.length; i < after.length; i++) {
			after[i] ^= this.head[mask + this.maskAt];
			this.maskAt = (this.maskAt + 1) % MASK_BYTES;
		}
		this.left -= some;
		if (isControl()) {
			this.control = after;
		}
		else {
			this.message = after;
		}
	}

	private void end() throws WireFault {
		this.left = -1;
		this.headHas = 0;
		int opcode = opcode();
		if (!isControl()) {
			this.inMessage = !isFinal();
			if (isFinal()) {
				String text = decode(this.message);
				this.message = NOTHING;
				this.events.message(text);
			}
			return;
		}
		byte[] body = this.control;
		this.control = NOTHING;
		if (opcode == PING) {
			this.events.ping(body);
		}
		else if (opcode == CLOSE) {
			this.events.closeAsked(closeCode(body));
		}
	}

	private static int closeCode(byte[] body) throws WireFault {
		if (body.length == 0) {
			return CloseCode.NONE;
		}
		int code = (body.length >= 2) ? ByteBuffer.wrap(body).getShort() & 0xFFFF : 0;
		if (!CloseCode.mayBeReceived(code)) {
			throw new WireFault(CloseCode.PROTOCOL_ERROR, "not a code that a client may give");
		}
		return code;
	}

	private static String decode(byte[] utf8) throws WireFault {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new WireFault(CloseCode.NOT_UTF_8, "not UTF-8");
		}
	}

	private int moreLength() {
		return switch (this.head[1] & LENGTH) {
			case 126 -> 2;
			case 127 -> 8;
			default -> 0;
		};
	}

	private long length() {
		ByteBuffer numbers = ByteBuffer.wrap(this.head);
		return switch (this.head[1] & LENGTH) {
			case 126 -> numbers.getShort(2) & 0xFFFF;
			case 127 -> numbers.getLong(2);
			default -> this.head[1] & LENGTH;
		};
	}

	private int opcode() {
		return this.head[0] & OPCODE;
	}

	private boolean isControl() {
		return opcode() >= CLOSE;
	}

	private boolean isFinal() {
		return (this.head[0] & FINAL) != 0;
	}

}
