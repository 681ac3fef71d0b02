package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.Resources;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.state.body.FieldReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one heartbeat from the stream, and everything that is wrong with it: a robot's
 * developer sees all faults at once. Unknown fields are skipped.
 */
final class BeatReader {

	private static final long MAX_SEQ = 1L << 53;

	private static final String NUMBER_OR_KEY = "is required, unless a key takes the place of boot_id and seq";

	private static final Map<String, RobotType> TYPES = FieldReader.names(RobotType.values());

	private static final Map<String, ReportedStatus> STATUSES = FieldReader.names(ReportedStatus.values());

	private final FieldReader fields;

	private @Nullable String robotId;

	private @Nullable String bootId;

	private @Nullable Long seq;

	private @Nullable String key;

	private @Nullable Instant sentAt;

	private @Nullable String name;

	private @Nullable RobotType type;

	private @Nullable String site;

	private @Nullable String address;

	private @Nullable ReportedStatus status;

	private @Nullable Long intervalS;

	private @Nullable Boolean buffered;

	private @Nullable Battery battery;

	private @Nullable Resources resources;

	private @Nullable Versions versions;

	private @Nullable TeleoperationEvidence teleoperation;

	private BeatReader(JsonParser json, String pointer, List<Fault> faults) {
		this.fields = new FieldReader(json, pointer, faults);
	}

	/**
	 * What was read.
	 *
	 * @param robotId the id in the body, where there was a valid one
	 * @param beat the beat; absent when anything is wrong
	 * @param faults everything that is wrong
	 */
	record Result(@Nullable RobotId robotId, @Nullable Heartbeat beat, List<Fault> faults) {

	}

	/**
	 * Reads a beat.
	 * @param json at the first token of the beat; afterwards at its last
	 * @param pointer where the beat stands in the body, as a JSON pointer
	 * @param needsRobotId whether the body must say whose beat it is
	 * @return the beat or its faults
	 */
	static Result read(JsonParser json, String pointer, boolean needsRobotId) {
		List<Fault> faults = new ArrayList<>(0);
		if (json.currentToken() != JsonToken.START_OBJECT) {
			faults.add(new Fault(pointer, "must be an object"));
			json.skipChildren();
			return new Result(null, null, faults);
		}
		return new BeatReader(json, pointer, faults).read(needsRobotId, pointer, faults);
	}

	private Result read(boolean needsRobotId, String pointer, List<Fault> faults) {
		this.fields.each(this::field);
		requireNumberOrKey(pointer, faults);
		if (needsRobotId) {
			require(this.robotId, pointer, "robot_id", "is required", faults);
		}
		RobotId id = (this.robotId != null) ? new RobotId(this.robotId) : null;
		if (!faults.isEmpty()) {
			return new Result(id, null, faults);
		}
		Integer interval = (this.intervalS != null) ? Math.toIntExact(this.intervalS) : null;
		return new Result(id,
				new Heartbeat(this.bootId, this.seq, this.key, this.sentAt, this.name, this.type, this.site,
						this.address, this.status, interval, this.buffered, this.battery, this.resources, this.versions,
						this.teleoperation),
				faults);
	}

	private void requireNumberOrKey(String pointer, List<Fault> faults) {
		if (this.key != null) {
			if (this.bootId != null || this.seq != null) {
				faults.add(new Fault(pointer + "/key", "must not stand beside boot_id or seq: it takes their place"));
			}
		}
		else if (!hasFault(pointer + "/key", faults)) {
			require(this.bootId, pointer, "boot_id", NUMBER_OR_KEY, faults);
			require(this.seq, pointer, "seq", NUMBER_OR_KEY, faults);
		}
	}

	/** A field that is there and wrong has its fault already. */
	private static void require(@Nullable Object value, String pointer, String field, String message,
			List<Fault> faults) {
		String where = pointer + "/" + field;
		if (value == null && !hasFault(where, faults)) {
			faults.add(new Fault(where, message));
		}
	}

	private static boolean hasFault(String where, List<Fault> faults) {
		return faults.stream().anyMatch(fault -> fault.field().equals(where));
	}

	private void field(String field) {
		switch (field) {
			case "robot_id" -> this.robotId = this.fields.id();
			case "boot_id" -> this.bootId = this.fields.id();
			case "seq" -> this.seq = this.fields.integer(0, MAX_SEQ);
			case "key" -> this.key = this.fields.key();
			case "sent_at" -> this.sentAt = this.fields.instant();
			case "name" -> this.name = this.fields.text(128);
			case "type" -> this.type = this.fields.constant(TYPES);
			case "site" -> this.site = this.fields.text(64);
			case "address" -> this.address = this.fields.text(64);
			case "status" -> this.status = this.fields.constant(STATUSES);
			case "interval_s" -> this.intervalS = this.fields.integer(1, 300);
			case "buffered" -> this.buffered = this.fields.bool();
			case "battery" -> this.battery = battery();
			case "resources" -> this.resources = resources();
			case "versions" -> this.versions = versions();
			case "teleoperation" -> this.teleoperation = teleoperation();
			default -> this.fields.skip();
		}
	}

	private @Nullable Battery battery() {
		@Nullable Float[] values = new @Nullable Float[2];
		boolean read = this.fields.object(field -> {
			switch (field) {
				case "percent" -> values[0] = this.fields.number(0, 100);
				case "voltage" -> values[1] = this.fields.number(0, 1_000);
				default -> this.fields.skip();
			}
		});
		return read ? new Battery(values[0], values[1]) : null;
	}

	private @Nullable Resources resources() {
		@Nullable Float[] values = new @Nullable Float[4];
		boolean read = this.fields.object(field -> {
			switch (field) {
				case "cpu" -> values[0] = this.fields.number(0, 1);
				case "memory" -> values[1] = this.fields.number(0, 1);
				case "disk" -> values[2] = this.fields.number(0, 1);
				case "temperature_c" -> values[3] = this.fields.number(-100, 300);
				default -> this.fields.skip();
			}
		});
		return read ? new Resources(values[0], values[1], values[2], values[3]) : null;
	}

	private @Nullable Versions versions() {
		@Nullable String[] values = new @Nullable String[2];
		boolean read = this.fields.object(field -> {
			switch (field) {
				case "agent" -> values[0] = this.fields.text(64);
				case "software" -> values[1] = this.fields.text(64);
				default -> this.fields.skip();
			}
		});
		return read ? new Versions(values[0], values[1]) : null;
	}

	private @Nullable TeleoperationEvidence teleoperation() {
		EvidenceFields evidence = new EvidenceFields(this.fields);
		return this.fields.object(evidence::field) ? evidence.toEvidence() : null;
	}

}
