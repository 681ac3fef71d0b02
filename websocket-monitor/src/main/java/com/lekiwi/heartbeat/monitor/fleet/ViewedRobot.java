package com.lekiwi.heartbeat.monitor.fleet;

import java.util.Arrays;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Robot;
import org.jspecify.annotations.Nullable;

/**
 * One state of a robot, with the number of the change that made it and those of the
 * changes that made each of its fields. What it looks like as JSON is written once for
 * all who ask for the same fields.
 */
public final class ViewedRobot {

	private final RobotId id;

	private final @Nullable Robot robot;

	private final @Nullable Robot retired;

	private final int slot;

	private final long change;

	private final long[] changes;

	private volatile @Nullable String whole;

	private volatile @Nullable Part part;

	private ViewedRobot(RobotId id, @Nullable Robot robot, @Nullable Robot retired, int slot, long change,
			long[] changes) {
		this.id = id;
		this.robot = robot;
		this.retired = retired;
		this.slot = slot;
		this.change = change;
		this.changes = changes;
	}

	static ViewedRobot arrived(Robot robot, int slot, long change) {
		long[] changes = new long[RobotField.FIELDS.size()];
		Arrays.fill(changes, change);
		return new ViewedRobot(robot.id(), robot, null, slot, change, changes);
	}

	static ViewedRobot gone(ViewedRobot before, @Nullable Robot retired, long change) {
		return new ViewedRobot(before.id, null, retired, before.slot, change, new long[0]);
	}

	ViewedRobot changed(Robot after, int fields, long change) {
		long[] changes = this.changes.clone();
		for (int i = 0; i < changes.length; i++) {
			if ((fields & (1 << i)) != 0) {
				changes[i] = change;
			}
		}
		return new ViewedRobot(this.id, after, null, this.slot, change, changes);
	}

	/**
	 * Whose state it is.
	 * @return the robot's id
	 */
	public RobotId id() {
		return this.id;
	}

	/**
	 * The state.
	 * @return the robot; {@code null} when it is gone
	 */
	public @Nullable Robot robot() {
		return this.robot;
	}

	/** The robot as it left the fleet; absent when it is there, or left unnoticed. */
	@Nullable Robot retired() {
		return this.retired;
	}

	/**
	 * A small number for the robot, which it keeps as long as it is remembered here.
	 * @return 0 or more
	 */
	public int slot() {
		return this.slot;
	}

	/**
	 * The number of the change that made this state.
	 * @return 1 or more
	 */
	public long change() {
		return this.change;
	}

	/**
	 * The robot as JSON, fields that are absent left out.
	 * @param json writes it
	 * @return an object
	 */
	public String whole(RobotJson json) {
		String text = this.whole;
		if (text == null) {
			text = json.whole(present());
			this.whole = text;
		}
		return text;
	}

	/**
	 * The id and what has changed, as JSON; a field that has become absent is
	 * {@code null}.
	 * @param since the number of a change
	 * @param json writes it
	 * @return an object; the robot as a whole when all of it is newer
	 */
	public String since(long since, RobotJson json) {
		int fields = 0;
		for (int i = 0; i < this.changes.length; i++) {
			if (this.changes[i] > since) {
				fields |= 1 << i;
			}
		}
		if (fields == RobotField.ALL) {
			return whole(json);
		}
		Part last = this.part;
		if (last == null || last.fields != fields) {
			last = new Part(fields, json.part(present(), fields));
			this.part = last;
		}
		return last.text;
	}

	private Robot present() {
		if (this.robot == null) {
			throw new IllegalStateException(this.id + " is gone");
		}
		return this.robot;
	}

	private record Part(int fields, String text) {

	}

}
