package com.lekiwi.heartbeat.state.sighting;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.state.body.FieldReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads word of one robot, and everything that is wrong with it. */
final class SightingReader {

	private static final Map<String, RobotType> TYPES = FieldReader.names(RobotType.values());

	private final FieldReader fields;

	private @Nullable String id;

	private @Nullable Instant lastSeen;

	private @Nullable String name;

	private @Nullable RobotType type;

	private @Nullable String address;

	private @Nullable Long intervalS;

	private @Nullable Boolean hostReady;

	private @Nullable Boolean authority;

	private SightingReader(FieldReader fields) {
		this.fields = fields;
	}

	/**
	 * What was read.
	 *
	 * @param id the robot, where it was named
	 * @param robot the word of it; absent when anything is wrong
	 * @param faults everything that is wrong
	 */
	record Result(@Nullable RobotId id, @Nullable SightedRobot robot, List<Fault> faults) {

	}

	static Result read(JsonParser json, String pointer) {
		List<Fault> faults = new ArrayList<>(0);
		if (json.currentToken() != JsonToken.START_OBJECT) {
			faults.add(new Fault(pointer, "must be an object"));
			json.skipChildren();
			return new Result(null, null, faults);
		}
		SightingReader reader = new SightingReader(new FieldReader(json, pointer, faults));
		reader.fields.each(reader::field);
		return reader.result(Integer.parseInt(pointer.substring(1)), pointer, faults);
	}

	private Result result(int position, String pointer, List<Fault> faults) {
		String where = pointer + "/robot_id";
		if (this.id == null && faults.stream().noneMatch(fault -> fault.field().equals(where))) {
			faults.add(new Fault(where, "is required"));
		}
		RobotId robot = (this.id != null) ? new RobotId(this.id) : null;
		if (robot == null || !faults.isEmpty()) {
			return new Result(robot, null, faults);
		}
		// Whoever does not know a name or a type says the id, or that it is unknown.
		String given = robot.value().equals(this.name) ? null : this.name;
		RobotType known = (this.type != RobotType.UNKNOWN) ? this.type : null;
		return new Result(robot,
				new SightedRobot(position, robot,
						(this.lastSeen != null) ? this.lastSeen.truncatedTo(ChronoUnit.MICROS) : null, given, known,
						this.address, (this.intervalS != null) ? Math.toIntExact(this.intervalS) : null, this.hostReady,
						Boolean.TRUE.equals(this.authority)),
				faults);
	}

	private void field(String field) {
		switch (field) {
			case "robot_id" -> this.id = this.fields.id();
			case "last_seen" -> this.lastSeen = this.fields.instant();
			case "name" -> this.name = this.fields.text(128);
			case "type" -> this.type = this.fields.constant(TYPES);
			case "address" -> this.address = this.fields.text(64);
			case "interval_s" -> this.intervalS = this.fields.integer(1, 300);
			case "authority" -> this.authority = this.fields.bool();
			case "teleoperation" -> this.fields.object(this::evidence);
			default -> this.fields.skip();
		}
	}

	private void evidence(String field) {
		if (field.equals("host_ready")) {
			this.hostReady = this.fields.bool();
		}
		else {
			this.fields.skip();
		}
	}

}
