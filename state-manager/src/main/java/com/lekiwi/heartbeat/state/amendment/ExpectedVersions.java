package com.lekiwi.heartbeat.state.amendment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import com.lekiwi.heartbeat.state.query.QueryParameters;

/**
 * What {@code If-Match} says. Of each entity tag the digits that it begins with count:
 * they are the robot's version. What follows them tells beats apart, and a beat is no
 * reason to refuse what a person says.
 *
 * @param any whether any version will do
 * @param versions the versions that will do
 */
record ExpectedVersions(boolean any, Set<Long> versions) {

	private static final Pattern TAG = Pattern.compile("\\s*(?:W/)?\"(\\d{0,18})[\\x21\\x23-\\x7e]*\"\\s*(?:,|$)");

	/** Copies the versions. */
	ExpectedVersions {
		versions = Set.copyOf(versions);
	}

	/**
	 * Reads the header.
	 * @param headers its values; none when it is not given
	 * @return what they say
	 */
	static ExpectedVersions read(List<String> headers) {
		if (headers.isEmpty() || (headers.size() == 1 && headers.getFirst().strip().equals("*"))) {
			return new ExpectedVersions(true, Set.of());
		}
		Set<Long> versions = new HashSet<>();
		for (String header : headers) {
			Matcher tag = TAG.matcher(header);
			int end = 0;
			while (end < header.length() && tag.region(end, header.length()).lookingAt()) {
				Long version = QueryParameters.number(tag.group(1));
				if (version != null) {
					versions.add(version);
				}
				end = tag.end();
			}
			if (end == 0 || end < header.length()) {
				throw new InvalidRequestException(List
					.of(new Fault("If-Match", "must be * or entity tags such as \"17\", with commas between them")));
			}
		}
		return new ExpectedVersions(false, versions);
	}

	boolean matches(long version) {
		return this.any || this.versions.contains(version);
	}

}
