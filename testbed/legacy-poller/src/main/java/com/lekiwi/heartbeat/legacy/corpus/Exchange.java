package com.lekiwi.heartbeat.legacy.corpus;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One request and what it is answered with. Requests build on those before them.
 *
 * @param name what it shows, in words
 * @param request what is sent
 * @param answer what came back when it was recorded; absent before that
 */
@JsonPropertyOrder({ "name", "request", "answer" })
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exchange(String name, Sent request, @Nullable Got answer) {

	Exchange answered(Got got) {
		return new Exchange(this.name, this.request, got);
	}

	/**
	 * A request.
	 *
	 * @param method its method
	 * @param path its path, encoded
	 * @param headers its headers; absent: none
	 * @param body its body; absent: none
	 */
	@JsonPropertyOrder({ "method", "path", "headers", "body" })
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	public record Sent(String method, String path, Map<String, String> headers,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String body) {

		/** Copies the map. */
		public Sent {
			headers = (headers != null) ? new TreeMap<>(headers) : new TreeMap<>();
		}

		@Override
		public Map<String, String> headers() {
			return Map.copyOf(this.headers);
		}

	}

	/**
	 * An answer.
	 *
	 * @param status its status
	 * @param headers those of its headers that matter, by their names in small letters
	 * @param body its body, with every time of the legacy's form as {@code <time>}
	 */
	@JsonPropertyOrder({ "status", "headers", "body" })
	public record Got(int status, Map<String, String> headers, String body) {

		/** Copies the map. */
		public Got {
			headers = new TreeMap<>(headers);
		}

	}

}
