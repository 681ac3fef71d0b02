package com.lekiwi.heartbeat.state.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.robot.TeleoperationStatus;
import com.lekiwi.heartbeat.state.query.QueryParameters;
import org.jspecify.annotations.Nullable;

/**
 * Which robots are asked for: those that have one of the values of each filter that is
 * not empty.
 *
 * @param statuses the statuses, as they are called in the store
 * @param types the types, likewise
 * @param sites where they stand
 * @param teleoperation their statuses of teleoperation, likewise
 * @param tags words that people put on them
 * @param words parts of their id, their name or a tag; all of them must be there
 */
public record RobotFilter(Set<String> statuses, Set<String> types, Set<String> sites, Set<String> teleoperation,
		Set<String> tags, Set<String> words) {

	/** The names of all statuses. */
	public static final Set<String> STATUSES = names(RobotStatus.values());

	/** The names of all types. */
	public static final Set<String> TYPES = names(RobotType.values());

	/** The names of all statuses of teleoperation. */
	public static final Set<String> TELEOPERATION = names(TeleoperationStatus.values());

	private static final List<String> PARAMETERS = List.of("status", "type", "site", "teleoperation", "tag", "q");

	/** Of a site and of a tag. */
	private static final int LONGEST = 64;

	private static final int LONGEST_SEARCH = 128;

	private static final int MAX_WORDS = 8;

	/** Copies the values. */
	public RobotFilter {
		statuses = new TreeSet<>(statuses);
		types = new TreeSet<>(types);
		sites = new TreeSet<>(sites);
		teleoperation = new TreeSet<>(teleoperation);
		tags = new TreeSet<>(tags);
		words = new TreeSet<>(words);
	}

	/**
	 * The names of a filter's parameters, and others.
	 * @param others the others
	 * @return all names
	 */
	public static String[] parametersAnd(String... others) {
		return Stream.concat(PARAMETERS.stream(), Arrays.stream(others)).toArray(String[]::new);
	}

	/**
	 * Reads a filter; the caller checks the parameters when all of them are read.
	 * @param query the parameters
	 * @return the filter
	 */
	public static RobotFilter read(QueryParameters query) {
		Set<String> words = query.one("q", RobotFilter::words,
				"1 to " + LONGEST_SEARCH + " characters, at most " + MAX_WORDS + " words");
		return new RobotFilter(query.some("status", STATUSES), query.some("type", TYPES), query.texts("site", LONGEST),
				query.some("teleoperation", TELEOPERATION), query.texts("tag", LONGEST),
				(words != null) ? words : Set.of());
	}

	/**
	 * Whether words or tags are looked for, which the table {@code robot_search} finds.
	 * @return whether there are any
	 */
	public boolean searches() {
		return !this.words.isEmpty() || !this.tags.isEmpty();
	}

	/** Conditions on the row {@code r}. */
	Condition condition() {
		Condition condition = new Condition();
		among(condition, "r.status", this.statuses);
		among(condition, "r.type", this.types);
		among(condition, "r.site", this.sites);
		among(condition, "r.teleoperation_status", this.teleoperation);
		search(condition, "r");
		return condition;
	}

	/** Conditions on words and tags of a row. */
	void search(Condition condition, String row) {
		for (String word : this.words) {
			condition.and(row + ".words LIKE lower(?::text COLLATE \"pg_c_utf8\")", pattern(word));
		}
		if (!this.tags.isEmpty()) {
			condition.and(row + ".tags && ?::text[]", array(this.tags));
		}
	}

	private static void among(Condition condition, String column, Set<String> values) {
		if (values.size() == 1) {
			// The planner reads an index in order for one value, and not for a list.
			condition.and(column + " = ?", values.iterator().next());
		}
		else if (!values.isEmpty()) {
			condition.and(column + " = ANY (?::text[])", array(values));
		}
	}

	private static Object array(Set<String> values) {
		return values.toArray(String[]::new);
	}

	private static String pattern(String word) {
		return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
	}

	private static @Nullable Set<String> words(String text) {
		if (!QueryParameters.isText(text, LONGEST_SEARCH)) {
			return null;
		}
		Set<String> words = new TreeSet<>(Arrays.asList(text.strip().split("\\s+")));
		return (words.size() <= MAX_WORDS) ? words : null;
	}

	private static Set<String> names(Enum<?>[] values) {
		return Arrays.stream(values)
			.map(value -> value.name().toLowerCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet());
	}

}
