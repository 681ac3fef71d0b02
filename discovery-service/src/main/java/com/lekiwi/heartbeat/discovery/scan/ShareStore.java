package com.lekiwi.heartbeat.discovery.scan;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.probe.ProbeResult;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Takes, keeps and ends shares: each in one statement that says whether it won. */
@Component
final class ShareStore {

	private static final String TAKE = "SELECT * FROM take_discovery_share(?, make_interval(secs => ?))";

	private static final String RECORD = "SELECT record_discovery(?, ?::jsonb, ?)";

	private static final String RENEW = """
			UPDATE discovery_shares s SET
			  lease_until = fleet_time() + make_interval(secs => ?)
			FROM discovery_scans d
			WHERE s.holder = ANY (?)
			  AND d.id = s.scan_id
			  AND d.state = 'running'
			RETURNING s.holder""";

	private static final String RELEASE = """
			UPDATE discovery_shares SET
			  holder = NULL,
			  lease_until = NULL
			WHERE holder = ANY (?)""";

	private final JdbcTemplate database;

	private final double lease;

	private final JsonMapper mapper = FleetJson.mapper();

	ShareStore(JdbcTemplate database, DiscoverySettings settings) {
		this.database = database;
		this.lease = settings.scans().lease().toNanos() / 1e9;
	}

	/** Takes a share that nobody holds, or whose holder fell silent. */
	Optional<Share> take() {
		String holder = UUID.randomUUID().toString();
		return this.database.query(TAKE, (row, number) -> share(row, holder), holder, this.lease).stream().findFirst();
	}

	/** The holders of those that are still held under their name, and whose scans run. */
	Set<String> renew(Collection<String> holders) {
		return new HashSet<>(this.database.query(RENEW, (row, number) -> row.getString("holder"), this.lease,
				holders.toArray(String[]::new)));
	}

	void release(Collection<String> holders) {
		this.database.update(RELEASE, (Object) holders.toArray(String[]::new));
	}

	/**
	 * Writes results of one scan. What has a result already keeps it.
	 * @param scan the scan
	 * @param results results of addresses, each once
	 * @param done holders of shares that are done with these
	 * @return whether the scan was not over
	 */
	boolean record(long scan, List<ProbeResult> results, Collection<String> done) {
		return Boolean.TRUE.equals(this.database.queryForObject(RECORD, Boolean.class, scan,
				this.mapper.writeValueAsString(results), done.toArray(String[]::new)));
	}

	private static Share share(ResultSet row, String holder) throws SQLException {
		Array remaining = row.getArray("remaining");
		List<LiteralAddress> addresses = Arrays.stream((String[]) remaining.getArray())
			.map(LiteralAddress::new)
			.toList();
		return new Share(row.getLong("scan"), holder, addresses, row.getBoolean("taken_over"));
	}

}
