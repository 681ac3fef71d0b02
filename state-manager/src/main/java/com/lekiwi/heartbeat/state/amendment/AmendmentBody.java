package com.lekiwi.heartbeat.state.amendment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a person says of a robot, as a merge patch (RFC 7396): {@code {"name": "…",
 * "site": "…", "tags": ["…"]}}. What is not there stays. A name or site that is null is
 * the robot's own again; tags that are null are none.
 *
 * @param given which fields are there
 * @param name what to call it, at most 128 characters
 * @param site where it stands, at most 64 characters
 * @param tags words to put on it: at most 32 of at most 64 characters, without commas
 */
record AmendmentBody(Set<String> given, @Nullable String name, @Nullable String site, List<String> tags) {

	private static final Set<String> FIELDS = Set.of("name", "site", "tags");

	private static final int LONGEST_NAME = 128;

	private static final int LONGEST_SITE = 64;

	private static final int LONGEST_TAG = 64;

	private static final int MAX_TAGS = 32;

	/** Copies the collections. */
	AmendmentBody {
		given = Set.copyOf(given);
		tags = List.copyOf(tags);
	}

	/**
	 * Reads a body, and names everything that is wrong with it.
	 * @param body the body
	 * @return what it says
	 */
	static AmendmentBody read(JsonNode body) {
		if (!body.isObject()) {
			throw new InvalidRequestException(List.of(new Fault("", "must be an object")));
		}
		List<Fault> faults = new ArrayList<>();
		Set<String> given = new TreeSet<>();
		for (Map.Entry<String, JsonNode> field : body.properties()) {
			if (FIELDS.contains(field.getKey())) {
				given.add(field.getKey());
			}
			else {
				faults.add(new Fault(pointer(field.getKey()),
						"cannot be changed; these can: " + String.join(", ", new TreeSet<>(FIELDS))));
			}
		}
		AmendmentBody read = new AmendmentBody(given, text(body.get("name"), "/name", LONGEST_NAME, faults),
				text(body.get("site"), "/site", LONGEST_SITE, faults), tags(body.get("tags"), faults));
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		return read;
	}

	boolean has(String field) {
		return this.given.contains(field);
	}

	private static @Nullable String text(@Nullable JsonNode given, String pointer, int longest, List<Fault> faults) {
		if (given == null || given.isNull()) {
			return null;
		}
		if (!given.isString()) {
			faults.add(new Fault(pointer, "must be a text, or null for what the robot says"));
			return null;
		}
		String text = given.stringValue();
		if (!isFit(text, longest)) {
			faults.add(new Fault(pointer, "must have 1 to " + longest
					+ " characters, no control characters, and no blank at its beginning or end"));
		}
		return text;
	}

	private static List<String> tags(@Nullable JsonNode given, List<Fault> faults) {
		if (given == null || given.isNull()) {
			return List.of();
		}
		if (!given.isArray()) {
			faults.add(new Fault("/tags", "must be an array of texts"));
			return List.of();
		}
		if (given.size() > MAX_TAGS) {
			faults.add(new Fault("/tags", "must have at most " + MAX_TAGS + " tags, not " + given.size()));
			return List.of();
		}
		Set<String> tags = new LinkedHashSet<>();
		for (int i = 0; i < given.size(); i++) {
			JsonNode tag = given.get(i);
			if (!tag.isString()) {
				faults.add(new Fault("/tags/" + i, "must be a text"));
			}
			else if (!isFit(tag.stringValue(), LONGEST_TAG) || tag.stringValue().indexOf(',') >= 0) {
				faults.add(new Fault("/tags/" + i, "must have 1 to " + LONGEST_TAG
						+ " characters, no comma, no control characters, and no blank at its beginning or end"));
			}
			else {
				tags.add(tag.stringValue());
			}
		}
		return List.copyOf(tags);
	}

	/** UTF-8 has no half of a surrogate pair, and neither has the store. */
	private static boolean isFit(String text, int longest) {
		return !text.isEmpty() && text.length() <= longest && text.strip().equals(text)
				&& text.chars().noneMatch(Character::isISOControl)
				&& StandardCharsets.UTF_8.newEncoder().canEncode(text);
	}

	private static String pointer(String field) {
		return "/" + field.replace("~", "~0").replace("/", "~1");
	}

}
