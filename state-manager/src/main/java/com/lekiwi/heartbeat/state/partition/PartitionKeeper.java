package com.lekiwi.heartbeat.state.partition;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

import com.lekiwi.heartbeat.state.StateManagerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the partitions of the next days and drops those that are too old, every hour; for
 * the first time before anything is taken from outside. A row that comes before its day
 * has a partition lands in the default one, and the day cannot be made any more.
 */
@Component
class PartitionKeeper implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(PartitionKeeper.class);

	private final JdbcClient database;

	private final Clock clock;

	private final StateManagerProperties.Retention retention;

	PartitionKeeper(JdbcClient database, Clock clock, StateManagerProperties properties) {
		this.database = database;
		this.clock = clock;
		this.retention = properties.retention();
	}

	@Override
	public void afterSingletonsInstantiated() {
		keep();
	}

	@Scheduled(fixedDelayString = "PT1H")
	void keep() {
		keep("robot_samples", this.retention.samplesDays());
		keep("robot_events", this.retention.eventsDays());
	}

	private void keep(String table, int daysKept) {
		try {
			String kept = this.database.sql("SELECT created, dropped FROM keep_daily_partitions(?, ?, ?, ?)")
				.param(table)
				.param(LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC))
				.param(this.retention.daysAhead())
				.param(daysKept)
				.query((row, number) -> row.getInt("created") + " made, " + row.getInt("dropped") + " dropped")
				.single();
			log.info("partitions of {}: {}", table, kept);
		}
		catch (DataAccessException ex) {
			// Days ahead there are partitions still, and a default one after them.
			log.warn("the partitions of {} could not be kept: {}", table, ex.getMessage());
		}
	}

}
