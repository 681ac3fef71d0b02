package com.lekiwi.heartbeat.monitor.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FrameReaderTests {

	private static final int LONGEST = 1000;

	private final Recorder recorder = new Recorder();

	private final FrameReader reader = new FrameReader(LONGEST, this.recorder);

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7, 1000 })
	void framesMayArriveInPiecesOfAnySize(int size) throws WireFault {
		byte[] all = concat(frame(0x81, "Grüße"), frame(0x81, "x".repeat(300)), frame(0x89, "hi"), frame(0x81, ""),
				frame(0x88, ""));
		for (int i = 0; i < all.length; i += size) {
			this.reader.take(ByteBuffer.wrap(all, i, Math.min(size, all.length - i)));
		}
		assertThat(this.recorder.told).containsExactly("text Grüße", "text " + "x".repeat(300), "ping hi", "text ",
				"close 1005");
	}

	@Test
	void aMessageInFragmentsIsOneAndPingsMayComeBetween() throws WireFault {
		take(frame(0x01, "Gr"), frame(0x00, "ü"), frame(0x89, ""), frame(0x80, "ße"));
		assertThat(this.recorder.told).containsExactly("ping ", "text Grüße");
	}

	@Test
	void aCloseHasACode() throws WireFault {
		take(frame(0x88, new byte[] { 0x0F, (byte) 0xA1, 'b', 'y', 'e' }));
		assertThat(this.recorder.told).containsExactly("close 4001");
	}

	@ParameterizedTest
	@CsvSource({ "c1,1002", "83,1002", "8b,1002", "82,1003", "80,1002", "09,1002" })
	void whatAClientMayNotSendEndsIt(String first, int code) {
		byte[] bad = frame(Integer.parseInt(first, 16), "x");
		assertFault(code, bad);
	}

	@Test
	void aNewMessageInTheMiddleOfOneEndsIt() {
		assertFault(1002, frame(0x01, "a"), frame(0x81, "b"));
	}

	@Test
	void whatIsNotMaskedEndsIt() {
		assertFault(1002, new byte[] { (byte) 0x81, 1, 'x' });
	}

	@Test
	void aLongMessageEndsItBeforeItArrives() {
		byte[] head = Arrays.copyOf(frame(0x81, "x".repeat(LONGEST + 1)), 8);
		assertFault(1009, head);
		assertFault(1009, frame(0x01, "x".repeat(LONGEST)), frame(0x80, "x"));
	}

	@Test
	void aLengthBeyondAllMeasureEndsIt() {
		byte[] huge = new byte[14];
		huge[0] = (byte) 0x81;
		huge[1] = (byte) (0x80 | 127);
		Arrays.fill(huge, 2, 10, (byte) 0xFF);
		assertFault(1009, huge);
	}

	@Test
	void aMessageThatIsNotUtf8EndsIt() {
		assertFault(1007, frame(0x81, new byte[] { (byte) 0xC3, (byte) 0x28 }));
	}

	@Test
	void aCodeThatNobodyMaySendEndsIt() {
		assertFault(1002, frame(0x88, new byte[] { 0x03, (byte) 0xED }));
		assertFault(1002, frame(0x88, new byte[] { 1 }));
	}

	private void assertFault(int code, byte[]... frames) {
		FrameReader fresh = new FrameReader(LONGEST, this.recorder);
		assertThatExceptionOfType(WireFault.class).isThrownBy(() -> fresh.take(ByteBuffer.wrap(concat(frames))))
			.satisfies(fault -> assertThat(fault.code()).isEqualTo(code));
	}

	private void take(byte[]... frames) throws WireFault {
		this.reader.take(ByteBuffer.wrap(concat(frames)));
	}

	private static byte[] frame(int first, String text) {
		return frame(first, text.getBytes(StandardCharsets.UTF_8));
	}

	/** Masked, as clients do. */
	private static byte[] frame(int first, byte[] body) {
		ByteBuffer frame = ByteBuffer.allocate(body.length + 14).put((byte) first);
		if (body.length < 126) {
			frame.put((byte) (0x80 | body.length));
		}
		else {
			frame.put((byte) (0x80 | 126)).putShort((short) body.length);
		}
		byte[] mask = { 1, 2, 3, 4 };
		frame.put(mask);
		for (int i = 0; i < body.length; i++) {
			frame.put((byte) (body[i] ^ mask[i % 4]));
		}
		return Arrays.copyOf(frame.array(), frame.position());
	}

	private static byte[] concat(byte[]... parts) {
		ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
		Arrays.stream(parts).forEach(all::put);
		return all.array();
	}

	private static final class Recorder implements SocketEvents {

		private final List<String> told = new ArrayList<>();

		@Override
		public void opened(ClientSocket socket) {
			this.told.add("opened");
		}

		@Override
		public void message(String text) {
			this.told.add("text " + text);
		}

		@Override
		public void ping(byte[] body) {
			this.told.add("ping " + new String(body, StandardCharsets.UTF_8));
		}

		@Override
		public void heard() {
			this.told.add("heard");
		}

		@Override
		public void closeAsked(int code) {
			this.told.add("close " + code);
		}

		@Override
		public void faulty(int code, String reason) {
			this.told.add("faulty " + code);
		}

		@Override
		public void writable() {
			this.told.add("writable");
		}

		@Override
		public void lost() {
			this.told.add("lost");
		}

	}

}
