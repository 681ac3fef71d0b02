package com.lekiwi.heartbeat.state.sighting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.Counters;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.update.BeatChange;
import com.lekiwi.heartbeat.state.lease.Lease;
import com.lekiwi.heartbeat.state.registry.RobotReader;
import com.lekiwi.heartbeat.state.registry.RobotRows;
import org.jspecify.annotations.Nullable;

/**
 * A robot of whose liveness there was news, as it is now.
 *
 * @param id the robot
 * @param first whether it had never been heard
 * @param wasAlive whether its lease had not run out before
 * @param alive whether it has not now
 * @param beat its newest beat, now that of which there was word
 * @param counters what was counted of its beats
 * @param leaseUntil the end of its lease
 * @param deadline the same, given when nobody was watching
 */
record Heard(RobotId id, boolean first, boolean wasAlive, boolean alive, Beat beat, Counters counters,
		Instant leaseUntil, Instant deadline) {

	static Heard read(ResultSet row) throws SQLException {
		return new Heard(new RobotId(row.getString("robot_id")), row.getBoolean("is_first"),
				row.getBoolean("was_alive"), row.getBoolean("alive"), Objects.requireNonNull(RobotReader.beat(row)),
				RobotReader.counters(row), Objects.requireNonNull(RobotRows.time(row, "lease_until")),
				Objects.requireNonNull(RobotRows.time(row, "deadline")));
	}

	/** How its life turns; absent when it goes on, or is over as before. */
	@Nullable String turn() {
		if (this.alive) {
			return this.wasAlive ? null : "begins";
		}
		return this.first ? "ends" : null;
	}

	RobotStatus status() {
		if (!this.alive) {
			return RobotStatus.OFFLINE;
		}
		return (this.beat.reported() == ReportedStatus.ERROR) ? RobotStatus.FAILED : RobotStatus.ONLINE;
	}

	/** Since when it has that status. */
	Instant since() {
		return this.alive ? this.beat.receivedAt() : this.deadline;
	}

	BeatChange change() {
		return new BeatChange(this.id, this.beat, this.counters);
	}

	Lease lease() {
		return new Lease(this.id, this.leaseUntil,
				Duration.ofSeconds((long) this.beat.intervalS() * Heartbeat.LEASE_INTERVALS), !this.wasAlive);
	}

}
