package com.lekiwi.heartbeat.state.etag;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * Weak entity tags, such as {@code W/"abc"}: two answers with one tag say the same, byte
 * for byte but for the time at which they were read, and for compression.
 */
public final class EntityTags {

	private EntityTags() {
	}

	/**
	 * Writes a tag.
	 * @param value letters, digits, {@code - _ .}
	 * @return the header's value
	 */
	public static String weak(String value) {
		return "W/\"" + value + "\"";
	}

	/**
	 * Says whether a reader has this answer already (RFC 9110, 13.1.2). A list counts as
	 * a whole, {@code *} fits everything, and what is not a list of tags fits nothing.
	 * @param request the request
	 * @param tag the answer's tag
	 * @return whether 304 is the answer
	 */
	public static boolean isKnown(HttpServletRequest request, String tag) {
		for (String given : Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH))) {
			if (given.strip().equals("*")) {
				return true;
			}
			ETag ours = ETag.create(tag);
			List<ETag> known = ETag.parse(given);
			if (known.stream().anyMatch(one -> one.tag().equals(ours.tag()))) {
				return true;
			}
		}
		return false;
	}

}
