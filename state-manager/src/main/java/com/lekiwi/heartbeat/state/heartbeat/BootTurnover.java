package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import org.jspecify.annotations.Nullable;

/**
 * Decides what beats mean that are of another boot than their robot's row: a reboot, a
 * late beat of an earlier boot, a second robot with the same name, or a robot that had
 * not numbered its beats before.
 * <p>
 * The row is locked by the upsert that met it, so what is read here stays true until the
 * commit.
 */
final class BootTurnover {

	/** So many earlier boots are remembered; an older one looks like a new boot. */
	static final int REMEMBERED_BOOTS = 4;

	/**
	 * An earlier boot that counts on this often, after a newer one began, is no late
	 * beat.
	 */
	static final int CONTESTS_UNTIL_CONFLICT = 3;

	/** Contests further apart than this have nothing to do with each other. */
	static final Duration CONTEST_MEMORY = Duration.ofMinutes(10);

	private final Connection connection;

	private final List<RobotEvent> events = new ArrayList<>();

	BootTurnover(Connection connection) {
		this.connection = connection;
	}

	/** What happened, in order. */
	List<RobotEvent> events() {
		return List.copyOf(this.events);
	}

	/**
	 * Decides one case.
	 * @param row beats of another boot than the robot's current one
	 * @param receivedAt when they arrived
	 * @return whether their boot is the current one now, so that they are to be written
	 * again; otherwise they were counted here
	 * @throws SQLException if the store refuses or is away
	 */
	boolean becomesCurrent(FoldedBeat row, Instant receivedAt) throws SQLException {
		CurrentBoot current = CurrentBoot.of(this.connection, row.id());
		if (current.bootId().equals(FoldedBeat.NO_BOOT)) {
			begin(row);
			return true;
		}
		SequenceWindow earlier = earlierBoot(row);
		if (earlier == null) {
			replace(current, row.bootId(), SequenceWindow.startingAt(1), receivedAt, 1);
			this.events.add(new RobotEvent(row.id(), EventKind.REBOOTED, receivedAt,
					Map.of("boot_id", row.bootId(), "previous_boot_id", current.bootId())));
			return true;
		}
		boolean live = row.newest() != null && row.numbers().highest() > earlier.highest();
		if (live && current.leaseOverAt(receivedAt)) {
			// The newer boot fell silent: of two robots with one name, this one is left.
			forget(row);
			replace(current, row.bootId(), earlier, receivedAt, 0);
			return true;
		}
		countLate(row, earlier);
		if (live) {
			contest(row, current, receivedAt);
		}
		return false;
	}

	/**
	 * The robot numbers its beats from now on. That is no reboot, and what came before is
	 * not known: it is counted from the first number that arrives, as in a robot's first
	 * boot. The number is one lower still than that of an empty window, so that the next
	 * statement tells the counters.
	 */
	private void begin(FoldedBeat row) throws SQLException {
		try (PreparedStatement update = this.connection.prepareStatement("""
				UPDATE robot_liveness SET
				  boot_id = ?,
				  first_seq = ?,
				  seq = ?,
				  seq_window = 0,
				  received = 0
				WHERE robot_id = ?""")) {
			update.setString(1, row.bootId());
			update.setLong(2, row.numbers().first());
			update.setLong(3, row.numbers().first() - 2);
			update.setString(4, row.id().value());
			update.executeUpdate();
		}
	}

	private @Nullable SequenceWindow earlierBoot(FoldedBeat row) throws SQLException {
		try (PreparedStatement query = this.connection.prepareStatement("""
				SELECT first_seq, seq, seq_window, received
				FROM robot_boots
				WHERE robot_id = ? AND boot_id = ?""")) {
			query.setString(1, row.id().value());
			query.setString(2, row.bootId());
			try (ResultSet result = query.executeQuery()) {
				return result.next()
						? new SequenceWindow(result.getLong(1), result.getLong(2), result.getLong(3), result.getLong(4))
						: null;
			}
		}
	}

	private void replace(CurrentBoot current, String bootId, SequenceWindow window, Instant at, int reboots)
			throws SQLException {
		try (PreparedStatement archive = this.connection.prepareStatement("""
				WITH forgotten AS (
				  DELETE FROM robot_boots
				  WHERE robot_id = ?
				    AND boot_id IN (
				      SELECT boot_id
				      FROM robot_boots
				      WHERE robot_id = ?
				      ORDER BY superseded_at DESC
				      OFFSET ?
				    )
				)
				INSERT INTO robot_boots (robot_id, boot_id, superseded_at, first_seq, seq, seq_window, received)
				VALUES (?, ?, ?::timestamptz, ?, ?, ?, ?)""")) {
			archive.setString(1, current.id().value());
			archive.setString(2, current.id().value());
			archive.setInt(3, REMEMBERED_BOOTS - 1);
			archive.setString(4, current.id().value());
			archive.setString(5, current.bootId());
			archive.setString(6, at.toString());
			archive.setLong(7, current.window().first());
			archive.setLong(8, current.window().highest());
			archive.setLong(9, current.window().bits());
			archive.setLong(10, current.window().received());
			archive.executeUpdate();
		}
		try (PreparedStatement update = this.connection.prepareStatement("""
				UPDATE robot_liveness SET
				  lost_before = lost_before + ?,
				  received_before = received_before + ?,
				  reboots = reboots + ?,
				  boot_id = ?,
				  first_seq = ?,
				  seq = ?,
				  seq_window = ?,
				  received = ?
				WHERE robot_id = ?""")) {
			// An empty window ends at 0; -1 lets a robot that counts from 0 begin there.
			long highest = (window.received() > 0) ? window.highest() : -1;
			update.setLong(1, current.window().lost() - window.lost());
			update.setLong(2, current.window().received() - window.received());
			update.setInt(3, reboots);
			update.setString(4, bootId);
			update.setLong(5, window.first());
			update.setLong(6, highest);
			update.setLong(7, window.bits());
			update.setLong(8, window.received());
			update.setString(9, current.id().value());
			update.executeUpdate();
		}
	}

	private void forget(FoldedBeat row) throws SQLException {
		try (PreparedStatement delete = this.connection
			.prepareStatement("DELETE FROM robot_boots WHERE robot_id = ? AND boot_id = ?")) {
			delete.setString(1, row.id().value());
			delete.setString(2, row.bootId());
			delete.executeUpdate();
		}
	}

	private void countLate(FoldedBeat row, SequenceWindow earlier) throws SQLException {
		SequenceWindow after = earlier;
		for (long behind = SequenceWindow.SIZE - 1; behind >= 0; behind--) {
			if ((row.numbers().bits() & (1L << behind)) != 0) {
				after = after.accept(row.numbers().highest() - behind);
			}
		}
		if (after.equals(earlier)) {
			return;
		}
		try (PreparedStatement update = this.connection.prepareStatement("""
				WITH boot AS (
				  UPDATE robot_boots SET
				    first_seq = ?,
				    seq = ?,
				    seq_window = ?,
				    received = ?
				  WHERE robot_id = ? AND boot_id = ?
				)
				UPDATE robot_liveness SET
				  lost_before = lost_before + ?,
				  received_before = received_before + ?
				WHERE robot_id = ?""")) {
			update.setLong(1, after.first());
			update.setLong(2, after.highest());
			update.setLong(3, after.bits());
			update.setLong(4, after.received());
			update.setString(5, row.id().value());
			update.setString(6, row.bootId());
			update.setLong(7, after.lost() - earlier.lost());
			update.setLong(8, after.received() - earlier.received());
			update.setString(9, row.id().value());
			update.executeUpdate();
		}
	}

	/** Announced once, at the third contest; contests that go on say nothing new. */
	private void contest(FoldedBeat row, CurrentBoot current, Instant at) throws SQLException {
		int contests = current.contestsAt(at, CONTEST_MEMORY) + 1;
		try (PreparedStatement update = this.connection.prepareStatement("""
				UPDATE robot_liveness SET
				  boot_contests = ?,
				  boot_contested_at = ?::timestamptz
				WHERE robot_id = ?""")) {
			update.setInt(1, contests);
			update.setString(2, at.toString());
			update.setString(3, row.id().value());
			update.executeUpdate();
		}
		if (contests == CONTESTS_UNTIL_CONFLICT) {
			this.events.add(new RobotEvent(row.id(), EventKind.IDENTITY_CONFLICT, at,
					Map.of("boot_id", current.bootId(), "other_boot_id", row.bootId())));
		}
	}

}
