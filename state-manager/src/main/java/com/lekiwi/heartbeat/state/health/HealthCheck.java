package com.lekiwi.heartbeat.state.health;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.observer.BlindInterval;
import com.lekiwi.heartbeat.state.observer.BlindIntervals;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Asks every part of the system whether it works: all at once, each with a time-out. An
 * answer is given again for a second, so that many who ask cost no more than one.
 */
@Component
class HealthCheck implements DisposableBean {

	private final DataSource database;

	private final RedisConnectionFactory redis;

	private final BlindIntervals intervals;

	private final StateManagerProperties.Health settings;

	private final Clock clock;

	private final HttpClient client;

	private final ReentrantLock lock = new ReentrantLock();

	private final AtomicReference<@Nullable Answer> latest = new AtomicReference<>();

	HealthCheck(DataSource database, RedisConnectionFactory redis, BlindIntervals intervals,
			StateManagerProperties properties, Clock clock) {
		this.intervals = intervals;
		this.database = database;
		this.redis = redis;
		this.settings = properties.health();
		this.clock = clock;
		this.client = HttpClient.newBuilder().connectTimeout(this.settings.timeout()).build();
	}

	/**
	 * An answer that may be given again.
	 *
	 * @param health the answer
	 * @param at when it was asked for
	 */
	private record Answer(SystemHealth health, Instant at) {

	}

	SystemHealth health() {
		this.lock.lock();
		try {
			Instant now = this.clock.instant();
			Answer known = this.latest.get();
			if (known != null && !now.isAfter(known.at().plus(this.settings.maxAge()))) {
				return known.health();
			}
			SystemHealth asked = ask();
			this.latest.set(new Answer(asked, this.clock.instant()));
			return asked;
		}
		finally {
			this.lock.unlock();
		}
	}

	private SystemHealth ask() {
		Map<String, CompletableFuture<Boolean>> services = new LinkedHashMap<>();
		this.settings.services().forEach((name, address) -> services.put(name, askService(address)));
		Map<String, SystemHealth.Component> components = new TreeMap<>();
		components.put("state-manager", SystemHealth.Component.of(true, true));
		components.put("postgresql", SystemHealth.Component.of(databaseAnswers(), true));
		components.put("redis", SystemHealth.Component.of(redisAnswers(), false));
		services.forEach((name, answer) -> components.put(name, SystemHealth.Component.of(answer.join(), false)));
		return SystemHealth.of(components, latestBlindness());
	}

	private @Nullable BlindInterval latestBlindness() {
		try {
			return this.intervals.latest().orElse(null);
		}
		catch (DataAccessException ex) {
			// That the database is away is said by its component.
			return null;
		}
	}

	private CompletableFuture<Boolean> askService(URI address) {
		HttpRequest request = HttpRequest.newBuilder(address.resolve("/actuator/health/readiness"))
			.timeout(this.settings.timeout())
			.build();
		return this.client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
			.handle((answer, failure) -> failure == null && answer.statusCode() == 200);
	}

	private boolean databaseAnswers() {
		try (Connection connection = this.database.getConnection()) {
			return connection.isValid((int) Math.max(1, this.settings.timeout().toSeconds()));
		}
		catch (SQLException ex) {
			// That is the answer.
			return false;
		}
	}

	private boolean redisAnswers() {
		try (RedisConnection connection = this.redis.getConnection()) {
			return connection.commands().ping() != null;
		}
		catch (DataAccessException ex) {
			// That is the answer.
			return false;
		}
	}

	@Override
	public void destroy() {
		this.client.close();
	}

}
