package com.lekiwi.heartbeat.adapter.edgelog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.awaitility.Awaitility.await;

/** The part of the adapter that receives the edge's log, running, and who sends to it. */
final class EdgeLogAdapter implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	private final DatagramSocket sender;

	/** No configuration class, so that nobody who looks for such finds it. */
	@EnableAutoConfiguration
	@EnableConfigurationProperties(AdapterSettings.class)
	@ComponentScan("com.lekiwi.heartbeat.adapter.edgelog")
	static class Part {

	}

	private EdgeLogAdapter(ConfigurableApplicationContext context) throws IOException {
		this.context = context;
		this.sender = new DatagramSocket(0, InetAddress.getLoopbackAddress());
	}

	/**
	 * Starts it.
	 * @param database its database
	 * @param settings as {@code key=value}, under {@code heartbeat.edge-log}
	 */
	static EdgeLogAdapter start(PostgresDatabase database, String... settings) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0",
				// The dialect is no part of this.
				"--management.endpoint.health.group.readiness.include=readinessState",
				"--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password(), "--heartbeat.edge-log.port=0",
				"--heartbeat.edge-log.late-after=300ms", "--heartbeat.edge-log.window=5m",
				"--heartbeat.edge-log.rows.flush-interval=50ms", "--heartbeat.edge-log.rows.census-interval=100ms",
				"--heartbeat.edge-log.rows.sampling=1"));
		for (String setting : settings) {
			String key = "--heartbeat.edge-log." + setting.substring(0, setting.indexOf('=') + 1);
			arguments.removeIf(argument -> argument.startsWith(key));
			arguments.add("--heartbeat.edge-log." + setting);
		}
		return new EdgeLogAdapter(new SpringApplicationBuilder(Part.class).run(arguments.toArray(String[]::new)));
	}

	/** Other tests and their stores may have the machine to themselves for a while. */
	static ConditionFactory patiently() {
		return await().atMost(Duration.ofSeconds(60));
	}

	/** Waits until it listens. */
	EdgeLogAdapter listening() {
		patiently().until(() -> port() > 0);
		return this;
	}

	int port() {
		return this.context.getBean(SyslogReceiver.class).port();
	}

	void send(Lines... lines) {
		for (Lines line : lines) {
			send(line.bytes());
		}
	}

	void send(byte[] datagram) {
		try {
			this.sender.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), port()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What {@code GET /api/v2/migration/edge-log} says. */
	JsonNode status() {
		return JsonMapper.shared().readTree(get("local.server.port", "/api/v2/migration/edge-log"));
	}

	/** What Prometheus is told. */
	String scrape() {
		return get("local.management.port", "/actuator/prometheus");
	}

	private String get(String port, String path) {
		String base = "http://127.0.0.1:" + this.context.getEnvironment().getRequiredProperty(port);
		try {
			return this.client
				.send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString())
				.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** The sum of all meters of a name with these tags, names and values in turn. */
	double meter(String name, String... tags) {
		Collection<Meter> meters = this.context.getBean(MeterRegistry.class).find(name).tags(tags).meters();
		return meters.stream().mapToDouble(meter -> meter.measure().iterator().next().getValue()).sum();
	}

	/** As it does every hour. */
	void keepDays() {
		this.context.getBean(TrafficPartitions.class).keep();
	}

	JdbcTemplate database() {
		return this.context.getBean(JdbcTemplate.class);
	}

	@Override
	public void close() {
		this.context.close();
		this.client.close();
		this.sender.close();
	}

}
