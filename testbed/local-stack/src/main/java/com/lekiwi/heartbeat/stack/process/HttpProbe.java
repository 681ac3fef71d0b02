package com.lekiwi.heartbeat.stack.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks over HTTP, briefly, and takes no answer for an answer. */
public final class HttpProbe {

	private static final int TIMEOUT_MS = 2_000;

	private static final int OK = 200;

	private HttpProbe() {
	}

	/**
	 * Asks once.
	 * @param address what to ask
	 * @return the body of an answer with status 200; empty for any other, and for none
	 */
	public static Optional<String> get(URI address) {
		HttpURLConnection connection = null;
		try {
			connection = (HttpURLConnection) address.toURL().openConnection();
			connection.setConnectTimeout(TIMEOUT_MS);
			connection.setReadTimeout(TIMEOUT_MS);
			if (connection.getResponseCode() != OK) {
				return Optional.empty();
			}
			try (InputStream body = connection.getInputStream()) {
				return Optional.of(new String(body.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		catch (IOException ex) {
			// Not there yet, or no longer: the caller asks again or gives up.
			return Optional.empty();
		}
		finally {
			if (connection != null) {
				connection.disconnect();
			}
		}
	}

}
