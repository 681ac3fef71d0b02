package com.lekiwi.heartbeat.monitor.push;

import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;

/**
 * How a snapshot is cut: each part holds a range of ids. A part is filled when it is
 * taken, with the robots of its range as they are then, so a watcher that takes its time
 * holds nothing but this.
 *
 * @param starts the first id of each part but the first
 */
record SnapshotPlan(List<RobotId> starts) {

	SnapshotPlan {
		starts = List.copyOf(starts);
	}

	/** Cuts so that each part has so many of these robots, which are in order. */
	static SnapshotPlan of(List<RobotId> ids, int partSize) {
		List<RobotId> starts = new ArrayList<>();
		for (int i = partSize; i < ids.size(); i += partSize) {
			starts.add(ids.get(i));
		}
		return new SnapshotPlan(starts);
	}

	int parts() {
		return this.starts.size() + 1;
	}

	/** Where a part begins; the first, which is number 0, at the beginning. */
	@Nullable RobotId from(int part) {
		return (part > 0) ? this.starts.get(part - 1) : null;
	}

	/** Before which id a part ends; the last at the end. */
	@Nullable RobotId to(int part) {
		return (part < this.starts.size()) ? this.starts.get(part) : null;
	}

}
