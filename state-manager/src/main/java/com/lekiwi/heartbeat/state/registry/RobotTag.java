package com.lekiwi.heartbeat.state.registry;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.Counters;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.state.etag.EntityTags;

/**
 * One robot's entity tag: its version, what decides which beat is the newest (its time of
 * receipt too, as not every beat has a number), and the counters, which a late beat
 * changes alone. Nothing else of a robot changes without one of these, so the tag is
 * known without the body.
 */
final class RobotTag {

	/**
	 * The form of a robot in this release: all its fields, and theirs. Copies and tags of
	 * a release that knew other fields are not taken for ours.
	 */
	static final String FORM = Integer.toHexString(fields(Robot.class, new LinkedHashSet<>()).hashCode());

	private RobotTag() {
	}

	static String of(Robot robot) {
		StringBuilder tag = new StringBuilder(FORM).append('-').append(robot.version());
		Beat beat = robot.beat();
		if (beat != null) {
			tag.append('-')
				.append(Integer.toHexString(Objects.hashCode(beat.bootId())))
				.append('-')
				.append(beat.seq())
				.append('-')
				.append(Long.toHexString(ChronoUnit.MICROS.between(Instant.EPOCH, beat.receivedAt())));
		}
		Counters counters = robot.counters();
		if (counters != null) {
			tag.append('-')
				.append(counters.received())
				.append('-')
				.append(counters.lost())
				.append('-')
				.append(counters.reboots());
		}
		return EntityTags.weak(tag.toString());
	}

	private static Set<String> fields(Class<?> type, Set<String> known) {
		if (type.isRecord()) {
			for (RecordComponent field : Arrays.asList(type.getRecordComponents())) {
				if (known.add(type.getName() + " " + field)) {
					fields(field.getType(), known);
				}
			}
		}
		return known;
	}

}
