package com.lekiwi.heartbeat.stores;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(120)
class PostgresStoreIntegrationTests {

	private final PostgresStore store = SharedStores.postgres();

	@ParameterizedTest
	@CsvSource({ "fsync,on", "synchronous_commit,on", "full_page_writes,on", "shared_buffers,128MB", "max_wal_size,1GB",
			"max_connections,100", "jit,off" })
	void theServerRunsWithItsSettings(String setting, String value) throws SQLException {
		assertThat(query(this.store.database(), "SHOW " + setting)).isEqualTo(value);
	}

	@Test
	void theRoleOwnsItsDatabaseAndIsNoSuperuser() throws SQLException {
		assertThat(query(this.store.database(),
				"SELECT pg_get_userbyid(datdba) || ' ' || usesuper FROM pg_database, pg_user"
						+ " WHERE datname = current_database() AND usename = current_user"))
			.isEqualTo("lekiwi_admin false");
	}

	@Test
	void theRoleCreatesTablesInPublic() throws SQLException {
		PostgresDatabase database = SharedStores.freshDatabase(PostgresStoreIntegrationTests.class);
		execute(database, "CREATE TABLE public.robots (id TEXT)");
		assertThat(query(database, "SELECT tableowner FROM pg_tables WHERE tablename = 'robots'"))
			.isEqualTo("lekiwi_admin");
	}

	@Test
	void aFreshDatabaseIsEmpty() throws SQLException {
		execute(this.store.freshDatabase("fresh"), "CREATE TABLE leftover (id TEXT)");
		assertThat(query(this.store.freshDatabase("fresh"),
				"SELECT count(*)::TEXT FROM pg_tables WHERE schemaname = 'public'"))
			.isEqualTo("0");
	}

	@Test
	void aWrongPasswordIsRefused() {
		PostgresDatabase right = this.store.database();
		PostgresDatabase wrong = new PostgresDatabase(right.url(), right.user(), "guess");
		assertThatExceptionOfType(SQLException.class).isThrownBy(wrong::connect)
			.withMessageContaining("password authentication failed");
	}

	@Test
	void dataSurviveAStopAndAStart() throws SQLException {
		PostgresDatabase database = this.store.freshDatabase("stopped");
		execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
		this.store.stop();
		assertThatExceptionOfType(SQLException.class).isThrownBy(database::connect);
		this.store.start();
		assertThat(query(database, "SELECT answer::TEXT FROM kept")).isEqualTo("42");
	}

	@Test
	void whatWasCommittedSurvivesAKill() throws SQLException {
		PostgresDatabase database = this.store.freshDatabase("killed");
		try (Connection held = database.connect(); Statement statement = held.createStatement()) {
			statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
			this.store.kill();
			assertThat(held.isValid(1)).isFalse();
		}
		this.store.start();
		assertThat(query(database, "SELECT answer::TEXT FROM kept")).isEqualTo("42");
	}

	private static void execute(PostgresDatabase database, String sql) throws SQLException {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static String query(PostgresDatabase database, String sql) throws SQLException {
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			assertThat(rows.next()).isTrue();
			return rows.getString(1);
		}
	}

}
