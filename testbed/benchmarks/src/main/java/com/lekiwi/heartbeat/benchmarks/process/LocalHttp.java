package com.lekiwi.heartbeat.benchmarks.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/** Asks servers on this machine. */
public final class LocalHttp {

	private static final int TIMEOUT_MS = 5_000;

	private LocalHttp() {
	}

	/**
	 * Says whether a server answers.
	 * @param uri what to ask
	 * @return whether it answered with a status below 400
	 */
	public static boolean answers(URI uri) {
		try {
			HttpURLConnection connection = open(uri);
			try {
				return connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST;
			}
			finally {
				connection.disconnect();
			}
		}
		catch (IOException ex) {
			// It does not listen yet.
			return false;
		}
	}

	/**
	 * Gets a text.
	 * @param uri what to ask
	 * @return the body of the answer
	 * @throws BenchmarkException if there is none
	 */
	public static String get(URI uri) {
		try {
			HttpURLConnection connection = open(uri);
			try (var body = connection.getInputStream()) {
				return new String(body.readAllBytes(), StandardCharsets.UTF_8);
			}
			finally {
				connection.disconnect();
			}
		}
		catch (IOException ex) {
			throw new BenchmarkException(uri + " gives no answer: " + ex.getMessage(), ex);
		}
	}

	private static HttpURLConnection open(URI uri) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
		connection.setConnectTimeout(TIMEOUT_MS);
		connection.setReadTimeout(TIMEOUT_MS);
		return connection;
	}

}
