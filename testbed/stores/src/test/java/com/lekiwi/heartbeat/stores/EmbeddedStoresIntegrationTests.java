package com.lekiwi.heartbeat.stores;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What only child processes on this machine can show. */
@Timeout(120)
class EmbeddedStoresIntegrationTests {

	private final Stores stores = Stores.of(StoreKind.EMBEDDED, Map.of());

	@Test
	void persistentDataOutliveTheirServer(@TempDir Path directory) throws SQLException {
		PostgresSettings settings = new PostgresSettings(directory.resolve("data"), null, 0,
				directory.resolve("postgres.log"), "service", "super");
		try (PostgresStore first = this.stores.postgres(settings);
				Connection connection = first.database().connect();
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE kept (id TEXT)");
		}
		try (PostgresStore second = this.stores.postgres(settings);
				Connection connection = second.database().connect();
				Statement statement = connection.createStatement()) {
			assertThat(statement.executeQuery("SELECT * FROM kept").next()).isFalse();
		}
		assertThat(directory.resolve("postgres.log")).isNotEmptyFile();
	}

	@Test
	void closingEndsTheProcesses() {
		PostgresStore postgres = this.stores.postgres(PostgresSettings.temporary());
		RedisStore redis = this.stores.redis(RedisSettings.temporary());
		ProcessHandle server = ProcessHandle.of(postgres.pid().orElseThrow()).orElseThrow();
		ProcessHandle cache = ProcessHandle.of(redis.pid().orElseThrow()).orElseThrow();
		postgres.close();
		redis.close();
		assertThat(server.isAlive()).isFalse();
		assertThat(cache.isAlive()).isFalse();
		assertThat(postgres.pid()).isEmpty();
	}

	@Test
	void aPortInUseIsNamedTogetherWithTheLog(@TempDir Path directory) {
		try (RedisStore redis = this.stores.redis(RedisSettings.temporary())) {
			Path log = directory.resolve("second.log");
			RedisSettings taken = new RedisSettings(directory.resolve("second"), redis.port(), log);
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.stores.redis(taken))
				.withMessageContaining(Integer.toString(redis.port()))
				.withMessageContaining(log.toString());
			PostgresSettings alsoTaken = new PostgresSettings(directory.resolve("third"), null, redis.port(), log, "a",
					"b");
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.stores.postgres(alsoTaken))
				.withMessageContaining(Integer.toString(redis.port()))
				.havingCause()
				.withMessage("Port %d is in use", redis.port());
		}
	}

	@Test
	void aJvmThatGetsASigtermLeavesNoServerBehind() throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), SharedStoresProgram.class.getName())
			.redirectError(Redirect.INHERIT);
		builder.environment().put(Stores.VARIABLE, "embedded");
		Process jvm = builder.start();
		try (BufferedReader lines = jvm.inputReader()) {
			ProcessHandle postgres = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
			ProcessHandle redis = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
			assertThat(postgres.isAlive()).isTrue();
			assertThat(redis.isAlive()).isTrue();
			jvm.destroy();
			await().atMost(Duration.ofSeconds(30))
				.until(() -> !jvm.isAlive() && !postgres.isAlive() && !redis.isAlive());
		}
		finally {
			jvm.destroyForcibly();
		}
	}

}
