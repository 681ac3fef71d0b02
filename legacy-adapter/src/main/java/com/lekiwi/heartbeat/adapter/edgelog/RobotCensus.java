package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many robots each system serves. A robot that the edge knows by its address is found
 * by the address that it gives itself; of several behind one that nobody gives, one is
 * counted. Every replica counts the same, in the store.
 */
@Component
class RobotCensus {

	private static final List<String> TYPES = List.of("lekiwi", "xle", "unknown");

	private static final String COUNT = """
			WITH latest AS (
			  SELECT DISTINCT ON (t.robot_id) t.robot_id, t.key_kind, t.latest_system
			  FROM migration_tracking t
			  WHERE t.latest_at > clock_timestamp() - make_interval(secs => ?)
			    AND t.timestamp > clock_timestamp() - make_interval(secs => ?) - interval '1 hour'
			  ORDER BY t.robot_id, t.latest_at DESC
			), named AS (
			  SELECT l.latest_system, COALESCE(r.type, 'unknown') AS type
			  FROM latest l
			  LEFT JOIN robots r ON r.id = l.robot_id
			  WHERE l.key_kind = 'robot'
			  UNION ALL
			  SELECT l.latest_system, COALESCE(r.type, 'unknown')
			  FROM latest l
			  LEFT JOIN robots r ON r.address = substr(l.robot_id, 2)
			  WHERE l.key_kind = 'address'
			)
			SELECT n.latest_system, n.type, count(*) AS robots
			FROM named n
			GROUP BY n.latest_system, n.type""";

	private final JdbcClient database;

	private final Duration window;

	private volatile @Nullable Map<Group, Long> counted;

	RobotCensus(JdbcClient database, AdapterSettings settings, MeterRegistry registry) {
		this.database = database;
		this.window = settings.edgeLog().rows().censusWindow();
		for (Side side : Side.values()) {
			for (String type : TYPES) {
				Group group = new Group(side.word(), type);
				Gauge.builder("migration.robot.count", this, census -> census.of(group))
					.description("Robots by whose turn their last heartbeat was; no number while the store is away")
					.tag("system", group.system())
					.tag("type", group.type())
					.register(registry);
			}
		}
	}

	private record Group(String system, String type) {

	}

	/** Nobody knows, until they are counted again. */
	void forget() {
		this.counted = null;
	}

	/** Counts anew. */
	void take() {
		Map<Group, Long> counts = new HashMap<>();
		this.database.sql(COUNT).param(this.window.toSeconds()).param(this.window.toSeconds()).query(row -> {
			counts.put(new Group(row.getString("latest_system"), row.getString("type")), row.getLong("robots"));
		});
		this.counted = counts;
	}

	private double of(Group group) {
		Map<Group, Long> counts = this.counted;
		return (counts != null) ? counts.getOrDefault(group, 0L) : Double.NaN;
	}

}
