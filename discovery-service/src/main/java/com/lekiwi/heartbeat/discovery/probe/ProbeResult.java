package com.lekiwi.heartbeat.discovery.probe;

import java.time.Instant;

import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking an address, and how that is known.
 *
 * @param address the address
 * @param outcome what came of it
 * @param durationMs from the first connection to the verdict, over all ports
 * @param port the port that the outcome is about
 * @param httpStatus of the answer
 * @param why in words
 * @param location where a redirect leads
 * @param robot who answered
 * @param evidence what the outcome was told from
 * @param recordedAt when it was stored; absent where it was not
 */
public record ProbeResult(LiteralAddress address, Outcome outcome, long durationMs, @Nullable Integer port,
		@Nullable Integer httpStatus, @Nullable String why, @Nullable String location, @Nullable Identity robot,
		@Nullable Evidence evidence, @Nullable Instant recordedAt) {

	/** What one port told. */
	static ProbeResult of(LiteralAddress address, int port, Verdict verdict) {
		return new ProbeResult(address, verdict.outcome(), 0, port, verdict.httpStatus(), verdict.why(),
				verdict.location(), verdict.robot(), verdict.evidence(), null);
	}

	/**
	 * What needed no port.
	 * @param address the address
	 * @param outcome what came of it
	 * @param why in words
	 * @return a result without evidence
	 */
	public static ProbeResult without(LiteralAddress address, Outcome outcome, String why) {
		return new ProbeResult(address, outcome, 0, null, null, why, null, null, null, null);
	}

	/**
	 * The same, with when it was stored.
	 * @param at when
	 * @return a copy
	 */
	public ProbeResult recordedAt(Instant at) {
		return new ProbeResult(this.address, this.outcome, this.durationMs, this.port, this.httpStatus, this.why,
				this.location, this.robot, this.evidence, at);
	}

	ProbeResult took(long ms) {
		return new ProbeResult(this.address, this.outcome, ms, this.port, this.httpStatus, this.why, this.location,
				this.robot, this.evidence, this.recordedAt);
	}

}
