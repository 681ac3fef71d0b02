package com.lekiwi.heartbeat.stores;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class RedisStoreIntegrationTests {

	private final RedisStore store = SharedStores.redis();

	@ParameterizedTest
	@CsvSource({ "maxmemory-policy,volatile-lru", "maxmemory,268435456", "appendonly,no", "save,''" })
	void theServerRunsWithItsSettings(String setting, String value) {
		try (RedisConnection connection = connect()) {
			assertThat(connection.call("CONFIG GET " + setting)).containsExactly(setting, value);
		}
	}

	@Test
	void itStopsAndStartsOnTheSamePortAndForgetsAll() {
		set();
		int port = this.store.port();
		this.store.stop();
		assertThatExceptionOfType(StoreException.class).isThrownBy(this::connect);
		this.store.start();
		assertThat(this.store.port()).isEqualTo(port);
		assertThat(size()).isEqualTo("0");
	}

	@Test
	void itStartsAgainAfterAKill() {
		this.store.kill();
		assertThatExceptionOfType(StoreException.class).isThrownBy(this::connect);
		this.store.start();
		set();
		assertThat(size()).isEqualTo("1");
	}

	@Test
	void aFlushRemovesAllKeys() {
		set();
		this.store.flush();
		assertThat(size()).isEqualTo("0");
	}

	private RedisConnection connect() {
		return new RedisConnection(this.store.host(), this.store.port());
	}

	private void set() {
		this.store.flush();
		try (RedisConnection connection = connect()) {
			assertThat(connection.call("SET robot kiwi-07")).containsExactly("OK");
		}
	}

	private String size() {
		try (RedisConnection connection = connect()) {
			return connection.call("DBSIZE").getFirst();
		}
	}

}
