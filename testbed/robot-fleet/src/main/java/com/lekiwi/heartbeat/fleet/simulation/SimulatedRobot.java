package com.lekiwi.heartbeat.fleet.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.fleet.behaviour.Moment;
import com.lekiwi.heartbeat.fleet.behaviour.Presence;
import com.lekiwi.heartbeat.fleet.behaviour.RobotLife;
import com.lekiwi.heartbeat.fleet.delivery.Courier;
import com.lekiwi.heartbeat.fleet.delivery.Outbox;
import com.lekiwi.heartbeat.fleet.delivery.PendingBeat;
import com.lekiwi.heartbeat.fleet.dialect.Tongue;
import com.lekiwi.heartbeat.fleet.ledger.Fate;
import com.lekiwi.heartbeat.fleet.ledger.RobotLedger;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;

/** One robot: it lives, makes its beats, and puts them where its courier finds them. */
final class SimulatedRobot {

	private final RobotProfile profile;

	private final Tongue tongue;

	private final RobotLife life;

	private final BootIds bootIds;

	private final int intervalSeconds;

	private final Clock clock;

	private final RobotLedger ledger;

	private final Outbox outbox;

	private final Courier courier;

	private Moment now;

	private boolean begun;

	private boolean silenced;

	private boolean draining;

	private String bootId;

	private long seq;

	SimulatedRobot(RobotProfile profile, Tongue tongue, RobotLife life, BootIds bootIds, int intervalSeconds,
			Clock clock, RobotLedger ledger, Outbox outbox, Courier courier) {
		this.profile = profile;
		this.tongue = tongue;
		this.life = life;
		this.bootIds = bootIds;
		this.intervalSeconds = intervalSeconds;
		this.clock = clock;
		this.ledger = ledger;
		this.outbox = outbox;
		this.courier = courier;
		this.now = life.next();
		this.bootId = bootIds.of(profile, this.now.boot());
	}

	RobotProfile profile() {
		return this.profile;
	}

	RobotLedger ledger() {
		return this.ledger;
	}

	Courier courier() {
		return this.courier;
	}

	int unsettled() {
		return this.outbox.unsettled();
	}

	/** Lives one step, and makes the beat that is due at it, if any. */
	synchronized void step(long dueNanos) {
		if (this.begun) {
			advance();
		}
		this.begun = true;
		setWayOut();
		if (!this.now.presence().makesBeats()) {
			return;
		}
		this.seq++;
		this.ledger.made(this.bootId, this.seq);
		if (presence() != Presence.BEATING) {
			this.ledger.note(this.bootId, this.seq, Fate.DROPPED_OUT);
			return;
		}
		this.outbox.add(new PendingBeat(heartbeat(), dueNanos))
			.ifPresent(oldest -> this.ledger.note(oldest.bootId(), oldest.seq(), Fate.GIVEN_UP));
	}

	synchronized void setSilenced(boolean silenced) {
		this.silenced = silenced;
		setWayOut();
	}

	/** While it drains, what waits may leave even though the robot is away. */
	synchronized void setDraining(boolean draining) {
		this.draining = draining;
		setWayOut();
	}

	synchronized RobotTruth truth() {
		Presence presence = presence();
		return new RobotTruth(this.profile.id(), this.profile.name(), this.profile.type(), this.profile.site(),
				addressText(), this.tongue, presence, presence == Presence.BEATING, this.bootId, this.seq,
				this.now.status(), this.now.battery(), this.now.resources(), this.now.versions(), this.now.evidence(),
				this.now.teleoperation(), this.outbox.unsettled(), this.courier.lastRefusal().orElse(null));
	}

	private void advance() {
		int bootBefore = this.now.boot();
		this.now = this.life.next();
		if (this.now.boot() != bootBefore) {
			this.bootId = this.bootIds.of(this.profile, this.now.boot());
			this.seq = 0;
		}
	}

	private Presence presence() {
		boolean silent = this.silenced && this.now.presence().makesBeats();
		return silent ? Presence.SILENCED : this.now.presence();
	}

	private void setWayOut() {
		this.outbox.setOpen(this.draining || presence() == Presence.BEATING);
	}

	private Heartbeat heartbeat() {
		return new Heartbeat(this.bootId, this.seq, this.clock.instant().truncatedTo(ChronoUnit.MILLIS),
				this.profile.name(), this.profile.type(), this.profile.site(), addressText(), this.now.status(),
				this.intervalSeconds, null, this.now.battery(), this.now.resources(), this.now.versions(),
				this.now.evidence());
	}

	private String addressText() {
		return this.profile.address().getHostAddress();
	}

	/**
	 * Names boots: the same for the same seed and run, and never the same in two runs.
	 *
	 * @param seed the fleet's seed
	 * @param runId the run
	 */
	record BootIds(long seed, String runId) {

		String of(RobotProfile profile, int boot) {
			String name = this.seed + "/" + this.runId + "/" + profile.id() + "/" + boot;
			return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
		}

	}

}
