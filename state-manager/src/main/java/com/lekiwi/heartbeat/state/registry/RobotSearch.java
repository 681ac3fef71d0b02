package com.lekiwi.heartbeat.state.registry;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the robots that a search is for, when they are few. */
final class RobotSearch {

	/**
	 * So many are fetched one by one in less time than it takes to look at all robots.
	 */
	private static final int FEW = 1_000;

	private final JdbcClient database;

	RobotSearch(JdbcClient database) {
		this.database = database;
	}

	/**
	 * Narrows a condition to the robots that a filter finds by words and tags, when they
	 * are few. When they are many, one is never far, and the condition on the robots'
	 * rows finds them.
	 * @param filter the filter
	 * @param condition the condition on the row {@code r}, which holds the filter
	 */
	void narrow(RobotFilter filter, Condition condition) {
		if (filter.searches()) {
			few(filter).ifPresent(ids -> condition.and("r.id = ANY (?::text[])", (Object) ids.toArray(String[]::new)));
		}
	}

	private Optional<List<String>> few(RobotFilter filter) {
		Condition condition = new Condition();
		filter.search(condition, "s");
		List<String> ids = this.database
			.sql("SELECT s.robot_id FROM robot_search s WHERE " + condition.sql() + " LIMIT " + (FEW + 1))
			.params(condition.parameters())
			.query((row, number) -> row.getString(1))
			.list();
		return (ids.size() <= FEW) ? Optional.of(ids) : Optional.empty();
	}

}
