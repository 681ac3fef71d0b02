package com.lekiwi.heartbeat.discovery.scan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.discovery.probe.Outcome;
import com.lekiwi.heartbeat.discovery.probe.ProbeResult;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import com.lekiwi.heartbeat.discovery.settings.ScanSettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The records of scans and their results, as readers see them, and who asks for them. */
@Component
public final class ScanStore {

	private static final String SELECT = """
			SELECT d.*, (
			  SELECT jsonb_object_agg(o.outcome, o.addresses)
			  FROM discovery_outcomes o
			  WHERE o.scan_id = d.id
			) AS outcomes
			FROM discovery_scans d
			""";

	private static final String CREATE = "SELECT create_discovery_scan(?, NULL, ?, ?, ?, ?, ?, ?, ?)";

	private static final String CANCEL = """
			UPDATE discovery_scans SET
			  state = 'cancelled',
			  finished_at = fleet_time(),
			  version = version + 1
			WHERE id = ?
			  AND state IN ('queued', 'running')""";

	private static final String RESULTS = """
			SELECT number, result, recorded_at
			FROM discovery_results
			WHERE scan_id = ?
			  AND number > ?
			  AND (cardinality(?::text[]) = 0 OR outcome = ANY (?))
			ORDER BY number
			LIMIT ?""";

	private static final String PRUNE = """
			DELETE FROM discovery_scans
			WHERE id IN (
			  SELECT id
			  FROM discovery_scans
			  WHERE finished_at < fleet_time() - make_interval(secs => ?)
			  ORDER BY finished_at
			  LIMIT 20
			)""";

	/** Nobody takes shares of a scan that is over. */
	private static final String PRUNE_SHARES = """
			DELETE FROM discovery_shares s
			USING discovery_scans d
			WHERE d.id = s.scan_id
			  AND d.state = 'cancelled'""";

	private final JdbcTemplate database;

	private final ScanSettings settings;

	private final JsonMapper mapper = FleetJson.mapper();

	ScanStore(JdbcTemplate database, DiscoverySettings settings) {
		this.database = database;
		this.settings = settings.scans();
	}

	/**
	 * Queues a scan, with all its shares.
	 * @param request what to scan
	 * @return the scan; empty where as many are open as may be
	 */
	public Optional<Scan> create(ScanRequest request) {
		Long id = this.database.queryForObject(CREATE, Long.class, request.kind().key(), request.cidr(),
				ScanRequest.texts(request.addresses()), this.settings.shareSize(), request.adopt(),
				request.requestedBy(), request.reason(), this.settings.maxOpen());
		return (id != null) ? find(id) : Optional.empty();
	}

	Optional<Scan> find(long id) {
		return this.database.query(SELECT + "WHERE d.id = ?", this::scan, id).stream().findFirst();
	}

	/** The newest first, of those with lower numbers. */
	List<Scan> page(long before, int limit) {
		return this.database.query(SELECT + "WHERE d.id < ? ORDER BY d.id DESC LIMIT ?", this::scan, before, limit);
	}

	/** Whether it was not over yet. */
	boolean cancel(long id) {
		return this.database.update(CANCEL, id) == 1;
	}

	Map<Long, Long> versions(Collection<Long> ids) {
		return this.database
			.query("SELECT id, version FROM discovery_scans WHERE id = ANY (?)",
					(row, number) -> Map.entry(row.getLong("id"), row.getLong("version")),
					(Object) ids.toArray(Long[]::new))
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/** One more than the page has tells that there is more. */
	ResultPage results(long scan, long after, Collection<Outcome> outcomes, int limit) {
		String[] keys = outcomes.stream().map(Outcome::key).toArray(String[]::new);
		List<Numbered> rows = this.database.query(RESULTS, this::result, scan, after, keys, keys, limit + 1);
		List<Numbered> page = rows.subList(0, Math.min(limit, rows.size()));
		long cursor = page.isEmpty() ? after : page.getLast().number();
		return new ResultPage(page.stream().map(Numbered::result).toList(), Long.toString(cursor), rows.size() > limit);
	}

	/** How many scans are not over, by state. */
	Map<ScanState, Integer> open() {
		Map<ScanState, Integer> open = new EnumMap<>(Map.of(ScanState.QUEUED, 0, ScanState.RUNNING, 0));
		this.database.query("""
				SELECT state, count(*) AS scans
				FROM discovery_scans
				WHERE state IN ('queued', 'running')
				GROUP BY state""", row -> {
			open.put(ScanState.of(row.getString("state")), row.getInt("scans"));
		});
		return open;
	}

	void prune() {
		this.database.update(PRUNE_SHARES);
		this.database.update(PRUNE, this.settings.keep().toNanos() / 1e9);
	}

	private Scan scan(ResultSet row, int number) throws SQLException {
		Map<Outcome, Integer> outcomes = outcomes(row.getString("outcomes"));
		return new Scan(row.getLong("id"), ScanKind.of(row.getString("kind")), ScanState.of(row.getString("state")),
				row.getString("schedule"), row.getString("cidr"), row.getInt("total"), row.getInt("done"),
				outcomes.getOrDefault(Outcome.ROBOT, 0), outcomes, row.getBoolean("adopt"),
				row.getString("requested_by"), row.getString("reason"),
				row.getObject("requested_at", OffsetDateTime.class).toInstant(), instant(row, "started_at"),
				instant(row, "finished_at"), row.getLong("version"));
	}

	private Map<Outcome, Integer> outcomes(@Nullable String json) {
		Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
		if (json != null) {
			JsonNode counts = this.mapper.readTree(json);
			Arrays.stream(Outcome.values())
				.filter(outcome -> counts.has(outcome.key()))
				.forEach(outcome -> outcomes.put(outcome, counts.get(outcome.key()).intValue()));
		}
		return outcomes;
	}

	private Numbered result(ResultSet row, int number) throws SQLException {
		ProbeResult stored = this.mapper.readValue(row.getString("result"), ProbeResult.class);
		return new Numbered(row.getLong("number"),
				stored.recordedAt(row.getObject("recorded_at", OffsetDateTime.class).toInstant()));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/** A result and its place in the order. */
	private record Numbered(long number, ProbeResult result) {

	}

}
