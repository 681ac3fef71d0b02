package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class RowCollectorTests {

	private static final int REQUESTS = 20_000;

	private final LineReader reader = new LineReader();

	@Test
	void everyFailureIsKeptAndOfTheRestASampleThatSaysForHowManyItStands() {
		RowCollector rows = collector(Map.of("heartbeat.edge-log.rows.sampling", "50"));
		for (int i = 0; i < REQUESTS; i++) {
			rows.add(request(Lines.beat("kiwi-07", "new")));
		}
		for (int i = 0; i < 10; i++) {
			rows.add(request(Lines.beat("kiwi-07", "new").failedFirst(503, "legacy")));
			rows.add(request(Lines.beat("kiwi-07", "legacy").failedFirst(530, "new").with("status", "503")));
		}
		List<LoggedRequest> kept = rows.takeRequests(REQUESTS);
		assertThat(kept).filteredOn(row -> row.weight() == 1)
			.hasSize(20)
			.allMatch(row -> row.request().isWorthKeeping());
		// Five sigma.
		assertThat(kept).filteredOn(row -> row.weight() == 50).hasSizeBetween(300, 500);
	}

	@Test
	void whatThereIsNoRoomForIsCounted() {
		RowCollector rows = collector(
				Map.of("heartbeat.edge-log.rows.sampling", "1", "heartbeat.edge-log.rows.max-pending", "10"));
		for (int i = 0; i < 15; i++) {
			rows.add(request(Lines.beat("kiwi-07", "new")));
		}
		assertThat(rows.pending()).isEqualTo(10);
		assertThat(rows.dropped()).isEqualTo(5);
		List<LoggedRequest> refused = rows.takeRequests(10);
		rows.add(request(Lines.beat("kiwi-07", "new")));
		rows.putBackRequests(refused);
		assertThat(rows.pending()).isEqualTo(10);
		assertThat(rows.dropped()).isEqualTo(6);
	}

	private EdgeLine.Request request(Lines line) {
		return (EdgeLine.Request) this.reader.read(line.bytes());
	}

	private static RowCollector collector(Map<String, String> settings) {
		return new RowCollector(new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("heartbeat",
				AdapterSettings.class), Clock.systemUTC(), new SimpleMeterRegistry());
	}

}
