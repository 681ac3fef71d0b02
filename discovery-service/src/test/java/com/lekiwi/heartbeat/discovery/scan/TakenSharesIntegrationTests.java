package com.lekiwi.heartbeat.discovery.scan;

import java.util.List;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.discovery.fixture.Discovery;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class TakenSharesIntegrationTests {

	private static final int SHARES = 50;

	/** Ways to join of which a planner may choose any, as its statistics have it. */
	@ParameterizedTest
	@ValueSource(strings = { "jit", "enable_hashjoin", "enable_mergejoin", "enable_nestloop",
			"enable_hashjoin enable_mergejoin", "enable_hashjoin enable_mergejoin enable_material",
			"enable_hashjoin enable_mergejoin enable_material enable_memoize enable_indexscan enable_bitmapscan" })
	void oneShareIsTakenHoweverThatIsPlanned(String without) {
		PostgresDatabase store = Discovery.database();
		SingleConnectionDataSource connection = new SingleConnectionDataSource(store.url(), store.user(),
				store.password(), true);
		try {
			JdbcTemplate database = new JdbcTemplate(connection);
			for (String setting : without.split(" ", -1)) {
				database.execute("SET " + setting + " = off");
			}
			String[] addresses = IntStream.rangeClosed(1, SHARES).mapToObj(i -> "127.20.1." + i).toArray(String[]::new);
			// The planner takes the table for empty, as after a scan that ended.
			create(database, addresses);
			database.execute("DELETE FROM discovery_scans");
			database.execute("ANALYZE discovery_shares");
			create(database, addresses);
			create(database, addresses);
			for (int taken = 1; taken <= 2 * SHARES; taken++) {
				List<Long> scans = database.query("SELECT scan FROM take_discovery_share(?, interval '1 hour')",
						(row, number) -> row.getLong("scan"), "holder-" + taken);
				assertThat(scans).containsExactly((long) (taken + 1) % 2 + 2);
				assertThat(database.queryForObject("SELECT count(*) FROM discovery_shares WHERE holder IS NOT NULL",
						Integer.class))
					.isEqualTo(taken);
			}
			assertThat(database.queryForList("SELECT scan FROM take_discovery_share('late', interval '1 hour')"))
				.isEmpty();
		}
		finally {
			connection.destroy();
		}
	}

	private static void create(JdbcTemplate database, String[] addresses) {
		database.queryForObject("SELECT create_discovery_scan('manual', NULL, NULL, ?, 1, false, 'a', NULL, 9)",
				Long.class, (Object) addresses);
	}

}
