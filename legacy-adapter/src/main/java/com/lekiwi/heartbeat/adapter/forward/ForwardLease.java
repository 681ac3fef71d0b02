package com.lekiwi.heartbeat.adapter.forward;

import java.time.Duration;
import java.util.UUID;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Says which replica forwards. Who does not renew it in time loses it. */
@Component
final class ForwardLease {

	private static final String HOLD = """
			INSERT INTO migration_leases AS l (name, holder, lease_until)
			VALUES ('forward', ?, fleet_time() + make_interval(secs => ?))
			ON CONFLICT (name) DO UPDATE SET
			  holder = EXCLUDED.holder,
			  lease_until = EXCLUDED.lease_until
			WHERE l.holder = EXCLUDED.holder
			  OR l.lease_until < fleet_time()""";

	private static final String RELEASE = """
			DELETE FROM migration_leases
			WHERE name = 'forward'
			  AND holder = ?""";

	private final JdbcTemplate database;

	private final Duration length;

	private final String holder = UUID.randomUUID().toString();

	ForwardLease(JdbcTemplate database, AdapterSettings settings) {
		this.database = database;
		this.length = settings.forward().lease();
	}

	/** Takes or renews it; says whether it is ours. */
	boolean hold() {
		return this.database.update(HOLD, this.holder, this.length.toNanos() / 1e9) == 1;
	}

	void release() {
		this.database.update(RELEASE, this.holder);
	}

}
