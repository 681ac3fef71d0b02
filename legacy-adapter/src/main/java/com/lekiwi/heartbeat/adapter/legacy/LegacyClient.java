package com.lekiwi.heartbeat.adapter.legacy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.SyncSettings;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Speaks to the legacy. No answer of it, nor that there is none, holds a caller longer
 * than the time-out or takes more memory than a list may.
 */
@Component
public final class LegacyClient implements AutoCloseable {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

	private final ExecutorService io = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("legacy-client-", 0).factory());

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(CONNECT_TIMEOUT)
		.executor(this.io)
		.build();

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final URI robots;

	private final URI heartbeat;

	private final SyncSettings sync;

	private final Duration beatTimeout;

	private final LegacyList list;

	private final Clock clock;

	/**
	 * Prepares to speak to the legacy.
	 * @param settings where it answers, and how long it may take
	 * @param clock dates its answers
	 */
	public LegacyClient(AdapterSettings settings, Clock clock) {
		String base = settings.legacy().url().toString().replaceFirst("/+$", "");
		this.robots = URI.create(base + "/robots");
		this.heartbeat = URI.create(base + "/heartbeat");
		this.sync = settings.sync();
		this.beatTimeout = settings.forward().timeout();
		this.list = new LegacyList(new LegacyTimes(settings.legacy().zone(), settings.sync().tolerance()));
		this.clock = clock;
	}

	/**
	 * Asks for all robots.
	 * @return what the legacy knows
	 * @throws LegacyAwayException if it does not answer in time, with a 200, or with a
	 * list that can be read
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public LegacyFleet fleet() throws LegacyAwayException, InterruptedException {
		Instant askedAt = this.clock.instant();
		long longest = this.sync.maxListSize().toBytes();
		CompletableFuture<HttpResponse<byte[]>> asked = this.http.sendAsync(HttpRequest.newBuilder(this.robots).build(),
				BodyHandlers.limiting(BodyHandlers.ofByteArray(), longest));
		try {
			// The request's own time-out ends with the answer's head.
			HttpResponse<byte[]> answer = asked.get(this.sync.readTimeout().toNanos(), TimeUnit.NANOSECONDS);
			if (answer.statusCode() != 200) {
				throw new LegacyAwayException("the legacy answered " + answer.statusCode(), null);
			}
			return this.list.read(answer.body(), askedAt, this.clock.instant());
		}
		catch (TimeoutException ex) {
			throw new LegacyAwayException(
					"the legacy did not list its robots within " + this.sync.readTimeout().toMillis() + " ms", ex);
		}
		catch (ExecutionException ex) {
			throw new LegacyAwayException("the legacy cannot be read: " + ex.getCause(), ex);
		}
		finally {
			asked.cancel(true);
		}
	}

	/**
	 * Tells the legacy of a beat.
	 * @param beat the beat
	 * @return what came of it
	 * @throws InterruptedException if the thread is interrupted meanwhile; the legacy may
	 * take the beat then
	 */
	public Told tell(LegacyBeat beat) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.heartbeat)
			.timeout(this.beatTimeout)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofByteArray(this.mapper.writeValueAsBytes(beat)))
			.build();
		try {
			int status = this.http.send(request, BodyHandlers.discarding()).statusCode();
			return (status < 300) ? Told.TAKEN : (status < 500) ? Told.REFUSED : Told.FAILED;
		}
		catch (ConnectException | HttpConnectTimeoutException ex) {
			return Told.UNREACHABLE;
		}
		catch (IOException ex) {
			// Late, cut off, or no HTTP: nobody knows what the legacy made of it.
			return Told.UNANSWERED;
		}
	}

	@Override
	public void close() {
		this.http.shutdownNow();
		this.io.shutdownNow();
	}

}
