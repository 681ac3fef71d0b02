package com.lekiwi.heartbeat.adapter.edgelog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * A line's number, as one process of nginx gives it out: 0, 1, 2 and so on, and after
 * {@link #PERIOD} of them 0 again.
 * <p>
 * It comes from ngx_http_userid_module's {@code $uid_set}: four words of 32 bits, each
 * written as eight hexadecimal digits in the machine's order of bytes. The third is the
 * process's own; the fourth starts at 0x03030302, grows by 0x100, and is in the order of
 * the network, which a little-endian machine writes backwards.
 *
 * @param worker the process
 * @param position the number
 */
record LineNumber(String worker, int position) {

	/** How many numbers there are. */
	static final int PERIOD = 16_579_837;

	private static final byte[] FIELD = "{\"line\":\"edge_line=".getBytes(StandardCharsets.US_ASCII);

	private static final int WORD = 8;

	private static final int FIRST = 0x03_03_03;

	/**
	 * Reads the number of a line, which is its first field.
	 * @param line a datagram
	 * @return the number; null when it has none
	 */
	static @Nullable LineNumber of(byte[] line) {
		int start = SyslogPrefix.end(line);
		int digits = start + FIELD.length;
		if (start < 0 || line.length < digits + 4 * WORD
				|| !Arrays.equals(line, start, digits, FIELD, 0, FIELD.length)) {
			return null;
		}
		long counter = 0;
		int last = digits + 3 * WORD;
		for (int octet = 3; octet >= 0; octet--) {
			int high = digit(line[last + octet * 2]);
			int low = digit(line[last + octet * 2 + 1]);
			if (high < 0 || low < 0) {
				return null;
			}
			counter = counter << 8 | high << 4 | low;
		}
		int position = (int) (counter >> 8) - FIRST;
		if ((counter & 0xFF) != 2 || position < 0) {
			return null;
		}
		String worker = new String(line, digits + 2 * WORD, WORD, StandardCharsets.US_ASCII);
		return worker.chars().allMatch(HexFormat::isHexDigit) ? new LineNumber(worker, position) : null;
	}

	private static int digit(byte character) {
		return HexFormat.isHexDigit(character) ? HexFormat.fromHexDigit(character) : -1;
	}

}
