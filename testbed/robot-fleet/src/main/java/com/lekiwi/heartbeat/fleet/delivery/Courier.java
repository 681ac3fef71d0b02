package com.lekiwi.heartbeat.fleet.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.fleet.ledger.Fate;
import com.lekiwi.heartbeat.fleet.ledger.RobotLedger;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Empties the outbox of one robot, one beat at a time and in order: each is sent until it
 * is acknowledged or refused for good. Runs until it is interrupted; the ledger then says
 * of what is left whether it was ever sent.
 */
public final class Courier implements Runnable {

	private final RobotProfile robot;

	private final Outbox outbox;

	private final RobotLedger ledger;

	private final HeartbeatClient client;

	private final AcknowledgeTimes times;

	private final JsonMapper mapper;

	private final long lateNanos;

	private final Backoff backoff;

	private volatile @Nullable String lastRefusal;

	/**
	 * Makes the courier of one robot.
	 * @param robot whose beats it sends
	 * @param outbox where they wait
	 * @param ledger where their fate is noted
	 * @param client what sends them
	 * @param times where the time to the acknowledgement is noted
	 * @param mapper writes beats as JSON
	 * @param lateAfter how long a beat may wait and not be called buffered
	 * @param random spreads the retries; used by this courier only
	 */
	public Courier(RobotProfile robot, Outbox outbox, RobotLedger ledger, HeartbeatClient client,
			AcknowledgeTimes times, JsonMapper mapper, Duration lateAfter, RandomGenerator random) {
		this.robot = robot;
		this.outbox = outbox;
		this.ledger = ledger;
		this.client = client;
		this.times = times;
		this.mapper = mapper;
		this.lateNanos = lateAfter.toNanos();
		this.backoff = new Backoff(random);
	}

	@Override
	public void run() {
		try {
			while (true) {
				deliver(this.outbox.take());
			}
		}
		catch (InterruptedException ex) {
			// The fleet stops, and this is how it says so.
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Tells what the server said when it last refused a beat.
	 * @return the status and the beginning of the body
	 */
	public Optional<String> lastRefusal() {
		return Optional.ofNullable(this.lastRefusal);
	}

	private void deliver(PendingBeat beat) throws InterruptedException {
		byte[] body = this.mapper.writeValueAsBytes(asSentNow(beat));
		Fate fate = Fate.WAITING;
		this.backoff.reset();
		while (true) {
			note(beat, Fate.UNCERTAIN);
			Answer answer = this.client.send(this.robot, body);
			fate = fate(answer, fate);
			note(beat, fate);
			if (answer instanceof Answer.Refused(int status, String text)) {
				this.lastRefusal = status + " " + text;
			}
			if (fate == Fate.ACKNOWLEDGED) {
				this.times.record(System.nanoTime() - beat.dueNanos());
			}
			if (fate == Fate.ACKNOWLEDGED || fate == Fate.REFUSED) {
				this.outbox.settled();
				return;
			}
			this.outbox.hold(delay(answer));
		}
	}

	private static Fate fate(Answer answer, Fate before) {
		return switch (answer) {
			case Answer.Acknowledged() -> Fate.ACKNOWLEDGED;
			case Answer.Refused _ -> Fate.REFUSED;
			case Answer.NoAnswer() -> Fate.UNCERTAIN;
			// An earlier attempt may have been taken all the same.
			case Answer.NotNow _, Answer.NotSent() -> before;
		};
	}

	private Duration delay(Answer answer) {
		if (answer instanceof Answer.NotNow(Duration retryAfter) && retryAfter != null) {
			return this.backoff.afterBeingAskedToWait(retryAfter);
		}
		return this.backoff.afterFailure();
	}

	private void note(PendingBeat beat, Fate fate) {
		this.ledger.note(beat.bootId(), beat.seq(), fate);
	}

	private Heartbeat asSentNow(PendingBeat beat) {
		Heartbeat made = beat.heartbeat();
		if (System.nanoTime() - beat.dueNanos() < this.lateNanos) {
			return made;
		}
		return new Heartbeat(made.bootId(), made.seq(), made.sentAt(), made.name(), made.type(), made.site(),
				made.address(), made.status(), made.intervalS(), true, made.battery(), made.resources(),
				made.versions(), made.teleoperation());
	}

}
