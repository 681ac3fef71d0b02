package com.lekiwi.heartbeat.state.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.Resources;
import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.Counters;
import com.lekiwi.heartbeat.contract.robot.Robot;
import org.jspecify.annotations.Nullable;

/**
 * Robots as comma-separated values (RFC 4180), in UTF-8, with a line of names first. A
 * text that a spreadsheet would take for a formula has an apostrophe before it.
 */
final class CsvRobots implements RobotWriter {

	/** What a formula begins with, in the wide forms of East Asia too. */
	private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

	/** What a field may only have in quotes. */
	private static final String SPECIAL = ",;\"\r\n\t";

	private static final Map<String, Function<Robot, @Nullable Object>> COLUMNS = columns();

	private final Writer out;

	CsvRobots(OutputStream out) throws IOException {
		this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
		this.out.write(String.join(",", COLUMNS.keySet()) + "\r\n");
	}

	@Override
	public void write(Robot robot) throws IOException {
		this.out.write(COLUMNS.values()
			.stream()
			.map(column -> field(column.apply(robot)))
			.collect(Collectors.joining(",", "", "\r\n")));
	}

	@Override
	public void flush() throws IOException {
		this.out.flush();
	}

	private static String field(@Nullable Object value) {
		if (value == null) {
			return "";
		}
		String text = value.toString();
		if (value instanceof String && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
			text = "'" + text;
		}
		boolean plain = text.chars().noneMatch(character -> SPECIAL.indexOf(character) >= 0);
		return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
	}

	private static Map<String, Function<Robot, @Nullable Object>> columns() {
		Map<String, Function<Robot, @Nullable Object>> columns = new LinkedHashMap<>();
		columns.put("id", robot -> robot.id().value());
		columns.put("name", Robot::name);
		columns.put("type", robot -> wireName(robot.type()));
		columns.put("site", Robot::site);
		columns.put("address", Robot::address);
		columns.put("tags", robot -> String.join(",", robot.tags()));
		columns.put("status", robot -> wireName(robot.status()));
		columns.put("status_since", Robot::statusSince);
		columns.put("alive", Robot::alive);
		columns.put("teleoperation_status", robot -> wireName(robot.teleoperationStatus()));
		columns.put("registered_at", Robot::registeredAt);
		columns.put("version", Robot::version);
		columns.put("agent_version", of(Robot::versions, Versions::agent));
		columns.put("software_version", of(Robot::versions, Versions::software));
		columns.put("received_at", of(Robot::beat, Beat::receivedAt));
		columns.put("boot_id", of(Robot::beat, Beat::bootId));
		columns.put("seq", of(Robot::beat, Beat::seq));
		columns.put("interval_s", of(Robot::beat, Beat::intervalS));
		columns.put("reported", of(Robot::beat, beat -> wireName(beat.reported())));
		columns.put("skew_ms", of(Robot::beat, Beat::skewMs));
		columns.put("battery_percent", of(of(Robot::beat, Beat::battery), Battery::percent));
		columns.put("battery_voltage", of(of(Robot::beat, Beat::battery), Battery::voltage));
		columns.put("cpu", of(of(Robot::beat, Beat::resources), Resources::cpu));
		columns.put("memory", of(of(Robot::beat, Beat::resources), Resources::memory));
		columns.put("disk", of(of(Robot::beat, Beat::resources), Resources::disk));
		columns.put("temperature_c", of(of(Robot::beat, Beat::resources), Resources::temperatureC));
		columns.put("received", of(Robot::counters, Counters::received));
		columns.put("lost", of(Robot::counters, Counters::lost));
		columns.put("reboots", of(Robot::counters, Counters::reboots));
		return Collections.unmodifiableMap(columns);
	}

	private static <T, R> Function<Robot, @Nullable R> of(Function<Robot, @Nullable T> part,
			Function<T, @Nullable R> value) {
		return robot -> {
			T there = part.apply(robot);
			return (there != null) ? value.apply(there) : null;
		};
	}

	private static String wireName(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
