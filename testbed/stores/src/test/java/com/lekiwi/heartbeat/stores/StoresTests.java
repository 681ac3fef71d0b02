package com.lekiwi.heartbeat.stores;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StoresTests {

	private static final Map<String, String> EXTERNAL = Map.of("HEARTBEAT_POSTGRES_URL",
			"jdbc:postgresql://db.example:5555/fleet", "HEARTBEAT_POSTGRES_USER", "me", "HEARTBEAT_POSTGRES_PASSWORD",
			"hush", "HEARTBEAT_REDIS_URL", "redis://cache.example:7777");

	@ParameterizedTest
	@CsvSource({ "docker,false,DOCKER", "embedded,true,EMBEDDED", "external,true,EXTERNAL", "'',true,DOCKER",
			"'',false,EMBEDDED" })
	void theVariableDecidesAndThenTheDockerEngine(String variable, boolean docker, StoreKind chosen) {
		assertThat(Stores.choose(Map.of(Stores.VARIABLE, variable), () -> docker)).isEqualTo(chosen);
	}

	@Test
	void aChoiceThatDoesNotExistIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Stores.choose(Map.of(Stores.VARIABLE, "podman")))
			.withMessageContaining("podman");
	}

	@Test
	void externalStoresAreTheOnesThatAreNamed() {
		Stores stores = Stores.of(StoreKind.EXTERNAL, EXTERNAL);
		try (PostgresStore postgres = stores.postgres(PostgresSettings.temporary());
				RedisStore redis = stores.redis(RedisSettings.temporary())) {
			assertThat(postgres.host()).isEqualTo("db.example");
			assertThat(postgres.port()).isEqualTo(5555);
			assertThat(postgres.database().user()).isEqualTo("me");
			assertThat(redis.host()).isEqualTo("cache.example");
			assertThat(redis.port()).isEqualTo(7777);
		}
	}

	@Test
	void externalStoresAreNeitherStoppedNorStarted() {
		Stores stores = Stores.of(StoreKind.EXTERNAL, EXTERNAL);
		try (PostgresStore postgres = stores.postgres(PostgresSettings.temporary());
				RedisStore redis = stores.redis(RedisSettings.temporary())) {
			assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(postgres::stop)
				.withMessageContaining("external");
			assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(redis::kill)
				.withMessageContaining("external");
		}
	}

	@Test
	void anExternalStoreWithoutAnAddressIsRefusedByName() {
		Stores stores = Stores.of(StoreKind.EXTERNAL, Map.of());
		assertThatIllegalArgumentException().isThrownBy(() -> stores.postgres(PostgresSettings.temporary()))
			.withMessageContaining("HEARTBEAT_POSTGRES_URL");
		assertThatIllegalArgumentException().isThrownBy(() -> stores.redis(RedisSettings.temporary()))
			.withMessageContaining("HEARTBEAT_REDIS_URL");
	}

	@Test
	void passwordsAreNotPrinted() {
		PostgresSettings settings = PostgresSettings.temporary();
		assertThat(settings.toString()).doesNotContain(settings.password(), settings.superuserPassword());
		assertThat(PostgresDatabase.at("h", 1, "d", "u", "hush")).hasToString("jdbc:postgresql://h:1/d as u");
	}

}
