package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.registry.RobotRows;
import org.jspecify.annotations.Nullable;

/**
 * The boot that a robot's row is of.
 *
 * @param id the robot
 * @param bootId the boot
 * @param window which of its beats have arrived
 * @param leaseUntil until when its last live beat keeps it alive; absent when all came
 * from a buffer
 * @param contests how often an earlier boot has counted on
 * @param contestedAt when it last did
 */
record CurrentBoot(RobotId id, String bootId, SequenceWindow window, @Nullable Instant leaseUntil, int contests,
		@Nullable Instant contestedAt) {

	static CurrentBoot of(Connection connection, RobotId id) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement("""
				SELECT boot_id, first_seq, seq, seq_window, received, lease_until, boot_contests, boot_contested_at
				FROM robot_liveness
				WHERE robot_id = ?""")) {
			query.setString(1, id.value());
			try (ResultSet row = query.executeQuery()) {
				if (!row.next()) {
					throw new IllegalStateException("the locked row of " + id + " is gone");
				}
				SequenceWindow window = new SequenceWindow(row.getLong("first_seq"), row.getLong("seq"),
						row.getLong("seq_window"), row.getLong("received"));
				return new CurrentBoot(id, row.getString("boot_id"), window, RobotRows.time(row, "lease_until"),
						row.getInt("boot_contests"), RobotRows.time(row, "boot_contested_at"));
			}
		}
	}

	boolean leaseOverAt(Instant time) {
		return this.leaseUntil == null || this.leaseUntil.isBefore(time);
	}

	int contestsAt(Instant time, Duration memory) {
		boolean recent = this.contestedAt != null && this.contestedAt.plus(memory).isAfter(time);
		return recent ? this.contests : 0;
	}

}
