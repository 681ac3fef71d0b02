package com.lekiwi.heartbeat.discovery.api;

import java.util.Set;
import java.util.TreeSet;

import com.lekiwi.heartbeat.discovery.fixture.Api;
import com.lekiwi.heartbeat.discovery.fixture.Discovery;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class OperationsIntegrationTests {

	private static final PostgresDatabase NONE = new PostgresDatabase("jdbc:postgresql://127.0.0.1:1/none", "a", "b");

	@Test
	void whatCanBeAskedIsWrittenDownAndNothingElseIs() {
		try (Discovery discovery = Discovery.start(NONE)) {
			Set<String> mapped = new TreeSet<>();
			discovery.mappings()
				.getHandlerMethods()
				.keySet()
				.forEach(mapping -> mapping.getPatternValues()
					.stream()
					.filter(path -> path.startsWith("/api/"))
					.forEach(path -> mapping.getMethodsCondition()
						.getMethods()
						.forEach(method -> mapped.add(method + " " + path))));
			assertThat(Api.DOCUMENT.operations()).isEqualTo(mapped);
		}
	}

}
