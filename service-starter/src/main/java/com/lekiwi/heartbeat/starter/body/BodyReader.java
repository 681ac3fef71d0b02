package com.lekiwi.heartbeat.starter.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** Reads a JSON body up to a limit, and no byte further. */
public final class BodyReader {

	private BodyReader() {
	}

	/**
	 * Reads the body.
	 * @param request the request
	 * @param max the largest body
	 * @return the body
	 * @throws IOException if the client is gone
	 * @throws ErrorResponseException 415 if it is not JSON, 413 if it is too large
	 */
	public static byte[] read(HttpServletRequest request, DataSize max) throws IOException {
		if (!isJson(request.getContentType())) {
			throw new ErrorResponseException(
					HttpStatus.UNSUPPORTED_MEDIA_TYPE, Problems.problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
							ProblemType.UNSUPPORTED_MEDIA_TYPE, "the content type is " + request.getContentType()),
					null);
		}
		int limit = Math.toIntExact(max.toBytes());
		if (request.getContentLengthLong() > limit) {
			throw tooLarge(limit);
		}
		return (request.getContentLengthLong() >= 0) ? announced(request.getInputStream(), request.getContentLength())
				: upTo(limit, request);
	}

	/**
	 * Reads no more than was announced, into a buffer of that size: {@code readNBytes}
	 * takes 16 KB for a beat of 500 bytes. Of a client that sends less it returns less.
	 */
	private static byte[] announced(InputStream from, int length) throws IOException {
		byte[] body = new byte[length];
		int read = from.readNBytes(body, 0, length);
		return (read == length) ? body : Arrays.copyOf(body, read);
	}

	private static byte[] upTo(int limit, HttpServletRequest request) throws IOException {
		byte[] body = request.getInputStream().readNBytes(limit + 1);
		if (body.length > limit) {
			throw tooLarge(limit);
		}
		return body;
	}

	private static ErrorResponseException tooLarge(int limit) {
		return new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE, Problems.problem(HttpStatus.CONTENT_TOO_LARGE,
				ProblemType.TOO_LARGE, "the body may have " + limit + " bytes"), null);
	}

	private static boolean isJson(@Nullable String type) {
		if (type == null) {
			return false;
		}
		if (type.equals("application/json")) {
			return true;
		}
		int parameters = type.indexOf(';');
		String bare = (parameters >= 0) ? type.substring(0, parameters) : type;
		return bare.strip().toLowerCase(Locale.ROOT).equals("application/json");
	}

}
