package com.lekiwi.heartbeat.monitor.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fleet.RobotFilter;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one who polls asks for.
 *
 * @param since what it has seen; absent for nothing
 * @param filter which robots
 * @param events whether events are wanted
 * @param patience how long to wait for news
 */
record UpdateQuery(@Nullable UpdateToken since, RobotFilter filter, boolean events, Duration patience) {

	private static final int LONGEST_WAIT_S = 25;

	private static final int LONGEST_SITE = 64;

	private static final Set<String> NAMES = Set.of("since", "status", "type", "site", "id", "offline_cause",
			"flapping", "events", "wait_s");

	/**
	 * Reads the parameters of a request.
	 * @throws InvalidRequestException if anything is wrong; it names everything
	 */
	static UpdateQuery of(Map<String, String[]> parameters) {
		Reader reader = new Reader(parameters);
		RobotFilter filter = new RobotFilter(reader.some("status", text -> constant(text, RobotStatus.class)),
				reader.some("type", text -> constant(text, RobotType.class)), reader.some("site", UpdateQuery::site),
				reader.some("id", RobotId::new),
				reader.some("offline_cause", text -> constant(text, OfflineCause.class)),
				reader.one("flapping", UpdateQuery::flag, "true or false"));
		Boolean events = reader.one("events", UpdateQuery::flag, "true or false");
		Integer wait = reader.one("wait_s", UpdateQuery::seconds, "a number from 0 to " + LONGEST_WAIT_S);
		UpdateToken since = reader.one("since", UpdateToken::parse,
				"the next of an earlier answer, or a cursor of the log of events");
		reader.check();
		return new UpdateQuery(since, filter, Boolean.TRUE.equals(events),
				Duration.ofSeconds((wait != null) ? wait : 0));
	}

	/** Tells filters apart. */
	String digest() {
		return Integer.toHexString(sorted().hashCode());
	}

	/** The hash codes of enums differ between processes. */
	private String sorted() {
		return new TreeSet<>(this.filter.status().stream().map(Enum::name).toList()) + "|"
				+ new TreeSet<>(this.filter.type().stream().map(Enum::name).toList()) + "|"
				+ new TreeSet<>(this.filter.site()) + "|"
				+ new TreeSet<>(this.filter.ids().stream().map(RobotId::value).toList()) + "|"
				+ new TreeSet<>(this.filter.offlineCause().stream().map(Enum::name).toList()) + "|"
				+ this.filter.flapping();
	}

	private static <E extends Enum<E>> E constant(String name, Class<E> type) {
		return Reader.MAPPER.convertValue(name, type);
	}

	private static String site(String text) {
		if (text.isBlank() || text.length() > LONGEST_SITE) {
			throw new IllegalArgumentException("no site");
		}
		return text;
	}

	private static @Nullable Boolean flag(String text) {
		return switch (text) {
			case "true" -> Boolean.TRUE;
			case "false" -> Boolean.FALSE;
			default -> null;
		};
	}

	private static @Nullable Integer seconds(String text) {
		boolean number = text.matches("[0-9]{1,2}");
		return (number && Integer.parseInt(text) <= LONGEST_WAIT_S) ? Integer.valueOf(text) : null;
	}

	/** Collects everything that is wrong. */
	private static final class Reader {

		private static final JsonMapper MAPPER = FleetJson.mapper();

		private final Map<String, String[]> given;

		private final List<Fault> faults = new ArrayList<>();

		Reader(Map<String, String[]> given) {
			this.given = given;
			for (String name : new TreeSet<>(given.keySet())) {
				if (!NAMES.contains(name)) {
					this.faults
						.add(new Fault(name, "not a parameter; there are " + String.join(", ", new TreeSet<>(NAMES))));
				}
			}
		}

		<T> @Nullable T one(String name, Function<String, @Nullable T> reader, String form) {
			String[] values = this.given.get(name);
			if (values == null) {
				return null;
			}
			T value = (values.length == 1) ? reader.apply(values[0]) : null;
			if (value == null) {
				this.faults.add(new Fault(name, (values.length == 1) ? "must be " + form : "must be given once"));
			}
			return value;
		}

		<T> Set<T> some(String name, Function<String, T> reader) {
			Set<T> some = new LinkedHashSet<>();
			for (String values : this.given.getOrDefault(name, new String[0])) {
				for (String value : values.split(",", -1)) {
					try {
						some.add(reader.apply(value));
					}
					catch (JacksonException | IllegalArgumentException ex) {
						this.faults.add(new Fault(name, "unknown value '" + value + "'"));
					}
				}
			}
			return some;
		}

		void check() {
			if (!this.faults.isEmpty()) {
				throw new InvalidRequestException(this.faults);
			}
		}

	}

}
