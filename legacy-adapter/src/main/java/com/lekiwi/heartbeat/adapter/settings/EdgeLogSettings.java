package com.lekiwi.heartbeat.adapter.settings;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the edge's log is received, counted and kept.
 *
 * @param enabled whether this replica receives; of several, one does
 * @param address where it listens
 * @param port the UDP port
 * @param senders who may send besides this machine
 * @param receiveBuffer what the kernel may hold for us
 * @param queueCapacity lines that may wait to be read
 * @param maxRate lines a second that are read at most
 * @param lateAfter how much later than its successors a line may come
 * @param window over which error rates are taken
 * @param addressWindow over which groups behind one address are found
 * @param rows what is kept in the store
 */
public record EdgeLogSettings(@DefaultValue("true") boolean enabled,
		@NotNull @DefaultValue("127.0.0.1") InetAddress address, @DefaultValue("8016") @Min(0) @Max(65535) int port,
		@DefaultValue List<InetAddress> senders, @NotNull @DefaultValue("4MB") DataSize receiveBuffer,
		@DefaultValue("20000") @Min(1) int queueCapacity, @DefaultValue("20000") @Min(10) int maxRate,
		@DefaultValue("30s") @NotNull @DurationMin(millis = 100) Duration lateAfter,
		@DefaultValue("1m") @NotNull @DurationMin(seconds = 1) Duration window,
		@DefaultValue("5m") @NotNull @DurationMin(seconds = 1) Duration addressWindow,
		@Valid @NotNull @DefaultValue Rows rows) {

	/** Copies the senders. */
	public EdgeLogSettings {
		senders = List.copyOf(senders);
	}

	/**
	 * What is kept in the store.
	 *
	 * @param sampling one of so many successes is kept
	 * @param flushInterval pause between two batches
	 * @param maxPending rows that may wait for the store
	 * @param maxRobots robots of an hour that are remembered
	 * @param renewAfter how often a robot's row is renewed
	 * @param censusInterval how often robots are counted
	 * @param censusWindow a robot that was not heard for longer is not counted
	 * @param requestDays days of requests
	 * @param trackingDays days of who served whom
	 * @param daysAhead days for which partitions are made ahead of time
	 */
	public record Rows(@DefaultValue("100") @Min(1) int sampling,
			@DefaultValue("1s") @NotNull @DurationMin(millis = 10) Duration flushInterval,
			@DefaultValue("50000") @Min(1) int maxPending, @DefaultValue("200000") @Min(1) int maxRobots,
			@DefaultValue("1m") @NotNull Duration renewAfter,
			@DefaultValue("15s") @NotNull @DurationMin(millis = 10) Duration censusInterval,
			@DefaultValue("10m") @NotNull @DurationMin(seconds = 1) Duration censusWindow,
			@DefaultValue("7") @Min(1) int requestDays, @DefaultValue("90") @Min(1) int trackingDays,
			@DefaultValue("3") @Min(1) int daysAhead) {

	}

}
