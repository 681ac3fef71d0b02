package com.lekiwi.heartbeat.state.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.state.query.QueryParameters;
import org.jspecify.annotations.Nullable;

/**
 * The order of robots on pages. Robots that are alike in the key are in the order of
 * their ids, so that each has its one place.
 *
 * @param key what they are ordered by
 * @param descending whether the highest comes first
 */
public record RobotOrder(Key key, boolean descending) {

	/** The order when nobody says. */
	public static final RobotOrder BY_ID = new RobotOrder(Key.ID, false);

	/** All orders, for people. */
	public static final String ALL = Arrays.stream(Key.values()).map(Key::wireName).collect(Collectors.joining(", "))
			+ ", or one of these with - before it";

	/** What robots can be ordered by: columns that have an index, and are never null. */
	public enum Key {

		/** Its id, byte by byte. */
		ID(""),

		/** Its name, whatever the case, character by character. */
		NAME("lower(%s COLLATE \"pg_c_utf8\")"),

		/** Since when it has its status. */
		STATUS_SINCE("%s::timestamptz"),

		/** When it was first known. */
		REGISTERED_AT("%s::timestamptz");

		private final String form;

		Key(String form) {
			this.form = form;
		}

		String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

		private String column() {
			return this.form.formatted("r." + wireName());
		}

		private String parameter() {
			return this.form.formatted("?::text");
		}

	}

	/**
	 * Reads an order.
	 * @param text its name, perhaps with a minus before it
	 * @return the order; {@code null} when there is no such one
	 */
	public static @Nullable RobotOrder read(String text) {
		boolean descending = text.startsWith("-");
		String name = descending ? text.substring(1) : text;
		return Stream.of(Key.values())
			.filter(key -> key.wireName().equals(name))
			.findFirst()
			.map(key -> new RobotOrder(key, descending))
			.orElse(null);
	}

	/**
	 * The name of this order.
	 * @return what {@link #read} reads
	 */
	public String wireName() {
		return (this.descending ? "-" : "") + this.key.wireName();
	}

	/**
	 * A robot's place in this order.
	 * @param robot the robot
	 * @return its place
	 */
	public Place placeOf(Robot robot) {
		String value = switch (this.key) {
			case ID -> "";
			case NAME -> robot.name();
			case STATUS_SINCE -> robot.statusSince().toString();
			case REGISTERED_AT -> robot.registeredAt().toString();
		};
		return new Place(value, robot.id());
	}

	/**
	 * Whether a text can be the value of a place in this order.
	 * @param value the text
	 * @return whether it can
	 */
	public boolean takes(String value) {
		return switch (this.key) {
			case ID -> value.isEmpty();
			case NAME -> value.indexOf('\0') < 0;
			case STATUS_SINCE, REGISTERED_AT -> QueryParameters.instant(value) != null;
		};
	}

	String sql() {
		String direction = this.descending ? " DESC" : "";
		return (this.key == Key.ID) ? "r.id" + direction : this.key.column() + direction + ", r.id" + direction;
	}

	void after(Place place, Condition condition) {
		String comparison = this.descending ? "<" : ">";
		if (this.key == Key.ID) {
			condition.and("r.id " + comparison + " ?", place.id().value());
		}
		else {
			condition.and("(%s, r.id) %s (%s, ?)".formatted(this.key.column(), comparison, this.key.parameter()),
					place.value(), place.id().value());
		}
	}

}
