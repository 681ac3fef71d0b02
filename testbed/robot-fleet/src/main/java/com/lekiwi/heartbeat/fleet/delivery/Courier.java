package com.lekiwi.heartbeat.fleet.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import com.lekiwi.heartbeat.fleet.dialect.Tongue;
import com.lekiwi.heartbeat.fleet.ledger.AnsweredBy;
import com.lekiwi.heartbeat.fleet.ledger.Fate;
import com.lekiwi.heartbeat.fleet.ledger.RobotLedger;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Empties the outbox of one robot, one beat at a time and in order: each is sent until it
 * is acknowledged, refused for good, or given up as its dialect has it. Runs until it is
 * interrupted; the ledger then says of what is left whether it was ever sent.
 */
public final class Courier implements Runnable {

	private final RobotProfile robot;

	private final Outbox outbox;

	private final RobotLedger ledger;

	private final HeartbeatClient client;

	private final AcknowledgeTimes times;

	private final Speech speech;

	private volatile @Nullable String lastRefusal;

	/**
	 * Makes the courier of one robot.
	 * @param robot whose beats it sends
	 * @param tongue what it speaks
	 * @param outbox where they wait
	 * @param ledger where their fate is noted
	 * @param client what sends them
	 * @param times where the time to the acknowledgement is noted
	 * @param mapper writes beats as JSON
	 * @param lateAfter how long a beat may wait and not be called buffered
	 * @param random spreads the retries; used by this courier only
	 */
	public Courier(RobotProfile robot, Tongue tongue, Outbox outbox, RobotLedger ledger, HeartbeatClient client,
			AcknowledgeTimes times, JsonMapper mapper, Duration lateAfter, RandomGenerator random) {
		this.robot = robot;
		this.outbox = outbox;
		this.ledger = ledger;
		this.client = client;
		this.times = times;
		this.speech = switch (tongue.dialect()) {
			case V2 -> new V2Speech(robot, mapper, lateAfter, random);
			case LEGACY -> new LegacySpeech(robot, tongue.named(), mapper);
		};
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
		BeatRequest request = this.speech.request(beat);
		Fate fate = Fate.WAITING;
		for (int attempts = 1;; attempts++) {
			note(beat, Fate.UNCERTAIN);
			Answer answer = this.client.send(this.robot, request, this.speech);
			if (settles(beat, answer)) {
				this.outbox.settled();
				return;
			}
			fate = fate(answer, fate);
			note(beat, fate);
			Optional<Duration> pause = this.speech.pauseAfter(answer, attempts);
			if (pause.isEmpty()) {
				giveUp(beat);
				return;
			}
			this.outbox.hold(pause.get());
			this.ledger.resent(beat.bootId());
		}
	}

	private boolean settles(PendingBeat beat, Answer answer) {
		return switch (answer) {
			case Answer.Acknowledged(AnsweredBy system) -> {
				this.ledger.acknowledge(beat.bootId(), beat.seq(), system);
				this.times.record(System.nanoTime() - beat.dueNanos());
				yield true;
			}
			case Answer.Refused(int status, String text) -> {
				note(beat, Fate.REFUSED);
				this.lastRefusal = status + " " + text;
				yield true;
			}
			case Answer.NotNow _, Answer.NotSent(), Answer.HungUp(), Answer.NoAnswer() -> false;
		};
	}

	private static Fate fate(Answer answer, Fate before) {
		// An earlier attempt may have been taken although this one was not.
		boolean notTaken = answer instanceof Answer.NotNow || answer instanceof Answer.NotSent;
		return notTaken ? before : Fate.UNCERTAIN;
	}

	/** A beat that failed because the fleet stops stays as uncertain as it was. */
	private void giveUp(PendingBeat beat) throws InterruptedException {
		if (Thread.currentThread().isInterrupted()) {
			throw new InterruptedException("the fleet stops");
		}
		note(beat, Fate.FAILED);
		this.outbox.settled();
	}

	private void note(PendingBeat beat, Fate fate) {
		this.ledger.note(beat.bootId(), beat.seq(), fate);
	}

}
