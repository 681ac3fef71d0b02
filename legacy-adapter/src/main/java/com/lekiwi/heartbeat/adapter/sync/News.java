package com.lekiwi.heartbeat.adapter.sync;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;

import com.lekiwi.heartbeat.adapter.legacy.LegacyRobot;
import com.lekiwi.heartbeat.adapter.settings.SyncSettings;
import com.lekiwi.heartbeat.adapter.settings.SyncSettings.IdentityAuthority;
import com.lekiwi.heartbeat.adapter.sync.Sighting.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of the legacy's knowledge is news. Who wins is decided once more by
 * state-manager, when it writes; this saves it what changes nothing, and, which nobody
 * else can, tells what robots said from the echo of our own forwarding.
 */
public final class News {

	/** The legacy takes robots for offline after three such intervals. */
	private static final int LEGACY_INTERVAL_S = 5;

	private final SyncSettings settings;

	/**
	 * Makes the rules.
	 * @param settings whose word counts, and the tolerances
	 */
	public News(SyncSettings settings) {
		this.settings = settings;
	}

	/**
	 * Decides on one robot.
	 * @param robot as the legacy has it
	 * @param known as the new side has it; absent when it does not
	 * @param now the time
	 * @param offered whether an identity was offered before
	 * @return what is news
	 */
	Optional<Sighting> of(LegacyRobot robot, @Nullable KnownRobot known, Instant now,
			BiPredicate<String, Identity> offered) {
		if (known == null) {
			return Optional.of(first(robot));
		}
		if (isEcho(robot, known)) {
			return Optional.empty();
		}
		boolean heard = wasHeardLater(robot, known) && isOverdue(known, now);
		boolean identity = saysWho(robot, known)
				&& !offered.test(robot.id(), new Identity(robot.name(), robot.type(), robot.address()));
		return (heard || identity) ? Optional.of(sighting(robot, known, heard)) : Optional.empty();
	}

	/**
	 * Says whether the legacy may have heard of a robot from us.
	 * @param robot as the legacy has it
	 * @param known as the new side has it
	 * @return whether what the legacy has proves nothing
	 */
	public boolean isEcho(LegacyRobot robot, KnownRobot known) {
		return known.told().mayHaveCaused(robot.lastSeen(), this.settings.echoMargin());
	}

	/**
	 * Says whether the legacy heard a robot later than the new side, or than it was
	 * retired.
	 * @param robot as the legacy has it
	 * @param known as the new side has it
	 * @return whether its time is newer by more than the tolerance
	 */
	public boolean wasHeardLater(LegacyRobot robot, KnownRobot known) {
		Instant than = known.lastBeatAt();
		Instant retiredAt = known.retiredAt();
		if (than == null || (retiredAt != null && retiredAt.isAfter(than))) {
			than = retiredAt;
		}
		return than == null || robot.lastSeen().isAfter(than.plus(this.settings.tolerance()));
	}

	/**
	 * The legacy also polls: of a robot that beats as it should, it has a newer time at
	 * nearly every look. That is news only once the robot's own beat stays away.
	 */
	private boolean isOverdue(KnownRobot known, Instant now) {
		Instant last = known.lastBeatAt();
		return last == null || !known.alive()
				|| now.isAfter(last.plus(known.interval()).plus(this.settings.tolerance()));
	}

	private boolean saysWho(LegacyRobot robot, KnownRobot known) {
		if (known.retiredAt() != null || known.forwardable()) {
			return false;
		}
		boolean legacyDecides = this.settings.identity() == IdentityAuthority.LEGACY;
		boolean name = robot.name() != null && !robot.name().equals(known.name())
				&& (legacyDecides || known.name().equals(known.id()));
		boolean type = robot.type() != null && !robot.type().equals(known.type())
				&& (legacyDecides || known.type().equals("unknown"));
		return name || type || (robot.address() != null && known.address() == null);
	}

	/**
	 * Makes a sighting of all that the legacy knows, be it overdue or not.
	 * @param robot as the legacy has it
	 * @param known as the new side has it; absent when it does not
	 * @return what state-manager is told
	 */
	public Sighting repair(LegacyRobot robot, @Nullable KnownRobot known) {
		return (known == null) ? first(robot)
				: sighting(robot, known, wasHeardLater(robot, known) && !isEcho(robot, known));
	}

	private Sighting first(LegacyRobot robot) {
		return new Sighting(robot.id(), robot.lastSeen(), robot.name(), robot.type(), robot.address(),
				LEGACY_INTERVAL_S, new Sighting.Teleoperation(robot.hostReady()), authority(true));
	}

	private Sighting sighting(LegacyRobot robot, KnownRobot known, boolean heard) {
		return new Sighting(robot.id(), heard ? robot.lastSeen() : null, robot.name(), robot.type(), robot.address(),
				null, heard ? new Sighting.Teleoperation(robot.hostReady()) : null, authority(!known.forwardable()));
	}

	private @Nullable Boolean authority(boolean possible) {
		return (possible && this.settings.identity() == IdentityAuthority.LEGACY) ? Boolean.TRUE : null;
	}

}
