package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.EdgeLogSettings;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the days of our tables ahead of time, and drops those that are too old. */
@Component
class TrafficPartitions {

	private final JdbcClient database;

	private final Clock clock;

	private final EdgeLogSettings.Rows settings;

	TrafficPartitions(JdbcClient database, Clock clock, AdapterSettings settings) {
		this.database = database;
		this.clock = clock;
		this.settings = settings.edgeLog().rows();
	}

	void keep() {
		keep("request_logs", this.settings.requestDays());
		keep("migration_tracking", this.settings.trackingDays());
	}

	private void keep(String table, int daysKept) {
		this.database.sql("SELECT created FROM keep_daily_partitions(?, ?, ?, ?)")
			.param(table)
			.param(LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC))
			.param(this.settings.daysAhead())
			.param(daysKept)
			.query(Integer.class)
			.single();
	}

}
