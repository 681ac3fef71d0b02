package com.lekiwi.heartbeat.adapter.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.SyncSettings;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.starter.problem.Fault;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The records of runs, which are the lock as well: of one kind of work one run is open,
 * and it belongs to its holder until its lease ends. Each statement says whether the run
 * is still ours, so that a replica that was stopped for a while does not go on.
 */
@Component
public final class SyncRuns {

	private static final String COLUMNS = """
			id, kind, state, requested_at, started_at, ended_at, resumes, cursor, total, seen, written, skipped, failed,
			faults, error""";

	private static final String BEGIN = "SELECT " + COLUMNS + " FROM begin_sync_run(?, make_interval(secs => ?), ?)";

	private static final String REQUEST = """
			INSERT INTO sync_runs (kind, state, requested_at)
			VALUES ('manual', 'requested', fleet_time())
			ON CONFLICT DO NOTHING
			RETURNING\s""" + COLUMNS;

	private static final String ABANDON_RECONCILIATION = """
			UPDATE sync_runs SET
			  state = 'abandoned',
			  ended_at = fleet_time(),
			  lease_until = NULL,
			  error = 'its replica fell silent'
			WHERE state = 'running'
			  AND kind = 'reconcile'
			  AND lease_until < fleet_time()""";

	private static final String BEGIN_RECONCILIATION = """
			INSERT INTO sync_runs (kind, state, requested_at, started_at, holder, lease_until)
			VALUES ('reconcile', 'running', fleet_time(), fleet_time(), ?, fleet_time() + make_interval(secs => ?))
			ON CONFLICT DO NOTHING
			RETURNING\s""" + COLUMNS;

	private static final String PROGRESS = """
			UPDATE sync_runs SET
			  lease_until = fleet_time() + make_interval(secs => ?),
			  cursor = ?,
			  total = ?,
			  seen = ?,
			  written = ?,
			  skipped = ?,
			  failed = ?,
			  faults = ?::jsonb
			WHERE id = ?
			  AND state = 'running'
			  AND holder = ?""";

	private static final String SUCCEED = """
			UPDATE sync_runs SET
			  state = 'succeeded',
			  ended_at = fleet_time(),
			  lease_until = NULL,
			  next_at = fleet_time() + make_interval(secs => ?)
			WHERE id = ?
			  AND state = 'running'
			  AND holder = ?""";

	private static final String FAIL = """
			UPDATE sync_runs r SET
			  state = 'failed',
			  ended_at = fleet_time(),
			  lease_until = NULL,
			  failures = s.failures,
			  next_at = fleet_time() + make_interval(secs => LEAST(?, ? * 2 ^ LEAST(s.failures, 20))),
			  error = ?
			FROM (
			  SELECT LEAST(1 + COALESCE((
			    SELECT p.failures
			    FROM sync_runs p
			    WHERE p.id < ?
			      AND p.kind <> 'reconcile'
			    ORDER BY p.id DESC
			    LIMIT 1
			  ), 0), 1000) AS failures
			) AS s
			WHERE r.id = ?
			  AND r.state = 'running'
			  AND r.holder = ?""";

	/** It ends because we end: nobody has to wait. */
	private static final String STOP = """
			UPDATE sync_runs SET
			  state = 'failed',
			  ended_at = fleet_time(),
			  lease_until = NULL,
			  error = 'its replica was stopped'
			WHERE id = ?
			  AND state = 'running'
			  AND holder = ?""";

	private static final String FIND = "SELECT " + COLUMNS + " FROM sync_runs WHERE id = ?";

	private static final String PAGE = "SELECT " + COLUMNS + " FROM sync_runs WHERE id < ? ORDER BY id DESC LIMIT ?";

	private static final String LAST_SUCCESS = """
			SELECT ended_at AS at
			FROM sync_runs
			WHERE state = 'succeeded'
			  AND kind <> 'reconcile'
			ORDER BY id DESC
			LIMIT 1""";

	/** Of runs that found nothing, those of the last hour are enough. */
	private static final String PRUNE = """
			DELETE FROM sync_runs
			WHERE NOT (kind = 'backfill' AND state = 'succeeded')
			  AND (
			    ended_at < fleet_time() - make_interval(secs => ?)
			    OR (
			      kind = 'continuous'
			      AND state = 'succeeded'
			      AND written = 0
			      AND failed = 0
			      AND ended_at < fleet_time() - interval '1 hour'
			    )
			  )""";

	private final JdbcTemplate database;

	private final SyncSettings settings;

	private final JsonMapper mapper = FleetJson.mapper();

	private final String holder = UUID.randomUUID().toString();

	/**
	 * Makes the records of one replica.
	 * @param database where they are
	 * @param settings how long a lease is
	 */
	public SyncRuns(JdbcTemplate database, AdapterSettings settings) {
		this.database = database;
		this.settings = settings.sync();
	}

	/** Takes up a run that was asked for, or begins one when it is time. */
	Optional<SyncRun> begin() {
		return first(this.database.query(BEGIN, this::run, this.holder, seconds(this.settings.lease()),
				this.settings.continuous()));
	}

	/** Asks for a run; empty when one is open. */
	Optional<SyncRun> request() {
		return first(this.database.query(REQUEST, this::run));
	}

	/**
	 * Begins a comparison.
	 * @param lease how long it may take
	 * @return its record; empty when another one runs
	 */
	public Optional<SyncRun> beginReconciliation(Duration lease) {
		this.database.update(ABANDON_RECONCILIATION);
		return first(this.database.query(BEGIN_RECONCILIATION, this::run, this.holder, seconds(lease)));
	}

	/**
	 * Makes progress visible, and renews the lease.
	 * @param run the run
	 * @param progress how far it is
	 * @return whether the run is still ours
	 */
	public boolean progress(SyncRun run, RunProgress progress) {
		int seen = progress.written() + progress.skipped() + progress.failed();
		return this.database.update(PROGRESS, seconds(this.settings.lease()), progress.cursor(), progress.total(), seen,
				progress.written(), progress.skipped(), progress.failed(),
				this.mapper.writeValueAsString(progress.faults()), run.id(), this.holder) == 1;
	}

	/**
	 * Begins to count.
	 * @param run a run of ours
	 * @return its progress, where the run begins
	 */
	public RunProgress progressOf(SyncRun run) {
		return new RunProgress(run.cursor());
	}

	/**
	 * Ends a run that reached its end.
	 * @param run the run
	 * @return whether it was still ours
	 */
	public boolean succeed(SyncRun run) {
		return this.database.update(SUCCEED, seconds(this.settings.interval()), run.id(), this.holder) == 1;
	}

	/**
	 * Ends a run that did not; the next one waits longer the more of them failed.
	 * @param run the run
	 * @param error why
	 */
	public void fail(SyncRun run, String error) {
		this.database.update(FAIL, seconds(this.settings.maxBackoff()), seconds(this.settings.interval()) / 2,
				error.replace("\0", ""), run.id(), run.id(), this.holder);
	}

	void stop(SyncRun run) {
		this.database.update(STOP, run.id(), this.holder);
	}

	/**
	 * Finds a run.
	 * @param id its number
	 * @return its record
	 */
	public Optional<SyncRun> find(long id) {
		return first(this.database.query(FIND, this::run, id));
	}

	/** The newest first, of those with lower numbers. */
	List<SyncRun> page(long before, int limit) {
		return this.database.query(PAGE, this::run, before, limit);
	}

	Optional<Instant> lastSuccess() {
		return first(
				this.database.query(LAST_SUCCESS, (row, _) -> row.getObject("at", OffsetDateTime.class).toInstant()));
	}

	void prune() {
		this.database.update(PRUNE, seconds(this.settings.keepRuns()));
	}

	private SyncRun run(ResultSet row, int number) throws SQLException {
		Instant requestedAt = row.getObject("requested_at", OffsetDateTime.class).toInstant();
		List<Fault> faults = Arrays.asList(this.mapper.readValue(row.getString("faults"), Fault[].class));
		return new SyncRun(row.getLong("id"), RunKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
				RunState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), requestedAt,
				instant(row, "started_at"), instant(row, "ended_at"), row.getObject("resumes", Long.class),
				row.getString("cursor"), row.getInt("total"), row.getInt("seen"), row.getInt("written"),
				row.getInt("skipped"), row.getInt("failed"), faults, row.getString("error"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	private static <T> Optional<T> first(List<T> rows) {
		return rows.stream().findFirst();
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

}
