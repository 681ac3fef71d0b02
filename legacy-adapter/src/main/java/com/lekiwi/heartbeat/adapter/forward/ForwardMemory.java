package com.lekiwi.heartbeat.adapter.forward;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Remembers, in PostgreSQL, which beats the legacy was told of and until when it can have
 * taken them: what the legacy heard of a robot up to then, it may have heard from us. A
 * beat is noted before the legacy is told, so that neither a crash nor another replica
 * mistakes its echo for a robot.
 */
@Component
public final class ForwardMemory {

	private static final String BEGIN = """
			INSERT INTO legacy_forwards AS f (robot_id, beat_at, sent_at, ended_at)
			SELECT u.id, l.last_beat_at, fleet_time(), NULL
			FROM unnest(?::text[]) AS u (id)
			JOIN robot_liveness l ON l.robot_id = u.id
			ORDER BY u.id
			ON CONFLICT (robot_id) DO UPDATE SET
			  beat_at = EXCLUDED.beat_at,
			  sent_at = EXCLUDED.sent_at,
			  ended_at = NULL""";

	/** The legacy answered, and does nothing more about it. */
	private static final String TAKEN = """
			UPDATE legacy_forwards SET
			  ended_at = fleet_time()
			WHERE robot_id = ANY (?::text[])""";

	/** The same beat may be told once more, at its time. */
	private static final String NOT_TAKEN = """
			UPDATE legacy_forwards SET
			  beat_at = '-infinity',
			  ended_at = fleet_time()
			WHERE robot_id = ANY (?::text[])""";

	/** The same, at once: nobody tried. */
	private static final String NOT_TRIED = """
			UPDATE legacy_forwards SET
			  beat_at = '-infinity',
			  sent_at = '-infinity',
			  ended_at = fleet_time()
			WHERE robot_id = ANY (?::text[])""";

	private static final String UNANSWERED = """
			UPDATE legacy_forwards SET
			  beat_at = '-infinity'
			WHERE robot_id = ANY (?::text[])""";

	private static final String SETTLE = """
			UPDATE legacy_forwards SET
			  ended_at = fleet_time() + make_interval(secs => ?)
			WHERE ended_at IS NULL
			  AND sent_at < fleet_time() - make_interval(secs => ?)""";

	private final JdbcTemplate database;

	private final Duration timeout;

	private final Duration unansweredMargin;

	/**
	 * Makes the memory.
	 * @param database where it is
	 * @param settings how long the legacy may take
	 */
	public ForwardMemory(JdbcTemplate database, AdapterSettings settings) {
		this.database = database;
		this.timeout = settings.forward().timeout();
		this.unansweredMargin = settings.sync().unansweredMargin();
	}

	/**
	 * Notes that the legacy is now going to be told of the newest beats of robots.
	 * @param robots the robots' ids
	 */
	public void begin(Collection<String> robots) {
		update(BEGIN, robots);
	}

	/**
	 * Notes what came of it.
	 * @param results the robots and the results; those that are not in it stay open, and
	 * what the legacy hears of them is not believed until they are settled
	 */
	public void end(ForwardResults results) {
		update(TAKEN, results.taken());
		update(NOT_TAKEN, results.notTaken());
		update(NOT_TRIED, results.notTried());
		update(UNANSWERED, results.unanswered());
	}

	/**
	 * Ends what was open when a request to the legacy began that it has answered: what it
	 * was told before that, and had not answered, it has taken by now or never will.
	 * @param answeredAfter how long it took to answer
	 */
	public void settle(Duration answeredAfter) {
		this.database.update(SETTLE, seconds(this.unansweredMargin), seconds(answeredAfter.plus(this.timeout)));
	}

	private void update(String sql, Collection<String> robots) {
		if (!robots.isEmpty()) {
			List<String> sorted = robots.stream().sorted().toList();
			this.database.execute((ConnectionCallback<Integer>) connection -> update(connection, sql, sorted));
		}
	}

	private static int update(Connection connection, String sql, List<String> robots) throws java.sql.SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			Array ids = connection.createArrayOf("text", robots.toArray());
			statement.setArray(1, ids);
			return statement.executeUpdate();
		}
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

}
