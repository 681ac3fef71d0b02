package com.lekiwi.heartbeat.state.export;

import java.util.concurrent.Semaphore;

import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;
import com.lekiwi.heartbeat.starter.problem.RetryAfter;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Bounds how many files are on their way at the same time. */
@Component
class ExportSlots {

	private final Semaphore free;

	private final int slots;

	private final Counter refused;

	ExportSlots(StateManagerProperties properties, MeterRegistry registry) {
		this.slots = properties.export().atOnce();
		this.free = new Semaphore(this.slots);
		this.refused = Counter.builder("heartbeat.exports.refused")
			.description("Exports that were told to come again, because too many were on their way")
			.register(registry);
		Gauge.builder("heartbeat.exports.active", this.free, semaphore -> this.slots - semaphore.availablePermits())
			.description("Exports on their way")
			.register(registry);
	}

	/**
	 * Takes a place, which must be given back.
	 * @throws ErrorResponseException 503 if there is none
	 */
	void take() {
		if (!this.free.tryAcquire()) {
			this.refused.increment();
			ErrorResponseException busy = new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE,
					Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, ProblemType.UNAVAILABLE,
							this.slots + " exports are on their way, and there may be no more"),
					null);
			busy.getHeaders().addAll(RetryAfter.header());
			throw busy;
		}
	}

	/** Gives back a place that was taken. */
	void giveBack() {
		this.free.release();
	}

}
