package com.lekiwi.heartbeat.adapter.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/** Reads a body of the legacy's size, and no byte further. */
final class DialectBody {

	private static final int LONGEST = 16 * 1024;

	private static final byte[] NONE = {};

	private DialectBody() {
	}

	/**
	 * Reads the body.
	 * @param request the request
	 * @return the body; empty when it is too large
	 * @throws IOException if the client is gone, or does not send what it announced
	 */
	static Optional<byte[]> read(HttpServletRequest request) throws IOException {
		long announced = request.getContentLengthLong();
		if (announced > LONGEST) {
			return Optional.empty();
		}
		if (announced >= 0) {
			return Optional.of(read(request.getInputStream(), (int) announced));
		}
		if (request.getHeader("Transfer-Encoding") == null) {
			return Optional.of(NONE);
		}
		byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
		return (body.length > LONGEST) ? Optional.empty() : Optional.of(body);
	}

	private static byte[] read(InputStream from, int length) throws IOException {
		byte[] body = new byte[length];
		int read = from.readNBytes(body, 0, length);
		return (read == length) ? body : Arrays.copyOf(body, read);
	}

}
