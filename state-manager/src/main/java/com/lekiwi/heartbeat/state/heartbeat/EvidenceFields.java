package com.lekiwi.heartbeat.state.heartbeat;

import java.util.Map;

import com.lekiwi.heartbeat.contract.heartbeat.CommandSource;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import com.lekiwi.heartbeat.state.body.FieldReader;
import org.jspecify.annotations.Nullable;

/** Reads the {@code teleoperation} object of a heartbeat. */
final class EvidenceFields {

	/** A year: nobody measures longer. */
	private static final long MAX_AGE_MS = 86_400_000L * 365;

	private static final Map<String, CommandSource> SOURCES = FieldReader.names(CommandSource.values());

	private final FieldReader fields;

	private @Nullable Boolean hostReady;

	private @Nullable Float commandRateHz;

	private @Nullable Long lastCommandAgeMs;

	private @Nullable CommandSource source;

	private @Nullable String operatorId;

	EvidenceFields(FieldReader fields) {
		this.fields = fields;
	}

	void field(String field) {
		switch (field) {
			case "host_ready" -> this.hostReady = this.fields.bool();
			case "command_rate_hz" -> this.commandRateHz = this.fields.number(0, 100_000);
			case "last_command_age_ms" -> this.lastCommandAgeMs = this.fields.integer(0, MAX_AGE_MS);
			case "source" -> this.source = this.fields.constant(SOURCES);
			case "operator_id" -> this.operatorId = this.fields.id();
			default -> this.fields.skip();
		}
	}

	TeleoperationEvidence toEvidence() {
		return new TeleoperationEvidence(this.hostReady, this.commandRateHz, this.lastCommandAgeMs, this.source,
				this.operatorId);
	}

}
