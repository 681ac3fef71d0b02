package com.lekiwi.heartbeat.state.registry;

import java.util.List;

import com.lekiwi.heartbeat.contract.robot.Robot;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import javax.sql.DataSource;

/**
 * Reads robots page by page; not those that are retired. A page holds nothing in the
 * store when it is read: a robot that does not change between two pages is on one of
 * them, and on one only.
 */
@Component
public class RobotPages {

	private final JdbcClient database;

	private final RobotSearch search;

	RobotPages(@Qualifier("fleetDatabase") DataSource database) {
		this.database = JdbcClient.create(database);
		this.search = new RobotSearch(this.database);
	}

	/**
	 * Reads a page.
	 * @param filter which robots
	 * @param order in which order
	 * @param after where the page before ended; absent for the first one
	 * @param limit how many at most
	 * @return the robots
	 */
	public List<Robot> page(RobotFilter filter, RobotOrder order, @Nullable Place after, int limit) {
		Condition condition = filter.condition().and("r.retired_at IS NULL");
		if (after != null) {
			order.after(after, condition);
		}
		this.search.narrow(filter, condition);
		String sql = """
				SELECT %1$s
				FROM (
				  SELECT r.*
				  FROM robots r
				  WHERE %2$s
				  ORDER BY %3$s
				  LIMIT ?
				) AS r
				LEFT JOIN robot_liveness l ON l.robot_id = r.id
				ORDER BY %3$s""".formatted(RobotReader.COLUMNS, condition.sql(), order.sql());
		return this.database.sql(sql)
			.params(condition.parameters())
			.param(limit)
			.query((row, number) -> RobotReader.robot(row))
			.list();
	}

}
