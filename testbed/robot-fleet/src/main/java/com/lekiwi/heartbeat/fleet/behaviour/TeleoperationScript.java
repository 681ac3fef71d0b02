package com.lekiwi.heartbeat.fleet.behaviour;

import java.util.List;
import java.util.random.RandomGenerator;

import com.lekiwi.heartbeat.contract.heartbeat.CommandSource;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import org.jspecify.annotations.Nullable;

/**
 * The driving of one robot: idle, host ready, then a person or a policy, and back. While
 * the host is up it now and then restarts for a moment without any change in who drives.
 */
final class TeleoperationScript {

	private static final double HOST_CYCLES_PER_HOUR = 10;

	private static final double HOST_CYCLE_SECONDS = 4;

	private static final double COMMANDS_PER_SECOND = 30;

	private static final int OPERATORS = 12;

	private static final List<TeleoperationState> BEGINNINGS = List.of(TeleoperationState.IDLE,
			TeleoperationState.HOST_READY, TeleoperationState.OPERATED, TeleoperationState.POLICY);

	private final LifeRates rates;

	private TeleoperationState state = TeleoperationState.IDLE;

	private TeleoperationState resumes = TeleoperationState.IDLE;

	private @Nullable String operatorId;

	private int stepsLeft;

	private int cycleStepsLeft;

	/** Since the last command of this boot; negative where there was none. */
	private long sinceCommandMs = -1;

	TeleoperationScript(LifeRates rates, RandomGenerator random) {
		this.rates = rates;
		enter(BEGINNINGS.get(random.nextInt(BEGINNINGS.size())), random);
	}

	/** After a reboot the host is down, and nothing is known of commands before. */
	void reboot(RandomGenerator random) {
		this.sinceCommandMs = -1;
		enter(TeleoperationState.IDLE, random);
	}

	void step(RandomGenerator random) {
		if (this.sinceCommandMs >= 0) {
			this.sinceCommandMs += this.rates.step().toMillis();
		}
		if (this.state == TeleoperationState.HOST_CYCLING) {
			if (--this.cycleStepsLeft <= 0) {
				this.state = this.resumes;
			}
		}
		else if (--this.stepsLeft <= 0) {
			enter(successor(random.nextDouble()), random);
		}
		else if (this.state != TeleoperationState.IDLE
				&& random.nextDouble() < this.rates.chance(HOST_CYCLES_PER_HOUR)) {
			this.resumes = this.state;
			this.state = TeleoperationState.HOST_CYCLING;
			this.cycleStepsLeft = this.rates.steps(HOST_CYCLE_SECONDS);
		}
	}

	boolean driven() {
		return this.state == TeleoperationState.OPERATED || this.state == TeleoperationState.POLICY;
	}

	TeleoperationTruth truth() {
		boolean cycling = this.state == TeleoperationState.HOST_CYCLING;
		return new TeleoperationTruth(this.state, cycling ? this.resumes : null, this.operatorId);
	}

	TeleoperationEvidence evidence(RandomGenerator random) {
		if (!driven()) {
			Long age = (this.sinceCommandMs < 0) ? null : this.sinceCommandMs;
			return new TeleoperationEvidence(this.state == TeleoperationState.HOST_READY, 0f, age, null, null);
		}
		this.sinceCommandMs = random.nextInt(2, 34);
		float rate = (float) (COMMANDS_PER_SECOND + random.nextInt(-5, 6) / 10.0);
		CommandSource source = (this.operatorId != null) ? CommandSource.OPERATOR : CommandSource.POLICY;
		return new TeleoperationEvidence(true, rate, this.sinceCommandMs, source, this.operatorId);
	}

	private void enter(TeleoperationState next, RandomGenerator random) {
		this.state = next;
		this.operatorId = (next == TeleoperationState.OPERATED) ? "op-" + random.nextInt(1, OPERATORS + 1) : null;
		this.stepsLeft = this.rates.steps(switch (next) {
			case IDLE -> random.nextDouble(30, 240);
			case HOST_READY -> random.nextDouble(20, 150);
			case OPERATED -> random.nextDouble(60, 400);
			case POLICY -> random.nextDouble(60, 300);
			case HOST_CYCLING -> throw new IllegalArgumentException("cycling interrupts a state and is none");
		});
	}

	private TeleoperationState successor(double chance) {
		return switch (this.state) {
			case IDLE, OPERATED, POLICY -> TeleoperationState.HOST_READY;
			case HOST_READY -> (chance < 0.6) ? TeleoperationState.OPERATED
					: (chance < 0.8) ? TeleoperationState.POLICY : TeleoperationState.IDLE;
			case HOST_CYCLING -> this.resumes;
		};
	}

}
