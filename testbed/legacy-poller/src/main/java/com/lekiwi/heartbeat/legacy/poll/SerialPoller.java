package com.lekiwi.heartbeat.legacy.poll;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.legacy.memory.KnownRobot;
import com.lekiwi.heartbeat.legacy.memory.Report;
import com.lekiwi.heartbeat.legacy.memory.RobotMemory;

/**
 * Asks one robot after the other, for ever. A robot that takes the connection and never
 * answers holds up all that come after it for the whole time-out: the legacy's fault,
 * kept on purpose.
 */
public final class SerialPoller implements AutoCloseable {

	private static final int LONGEST_ANSWER = 64 * 1024;

	private final RobotMemory memory;

	private final PollSettings settings;

	private final StatusReader reader = new StatusReader();

	private final ExecutorService io = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().name("legacy-poll-io").daemon().factory());

	private final Thread thread = Thread.ofPlatform().name("legacy-poll").daemon().unstarted(this::run);

	private final CountDownLatch closed = new CountDownLatch(1);

	private final AtomicReference<PollCount> count = new AtomicReference<>(new PollCount(0, 0, 0, 0));

	/**
	 * Prepares the poller; it asks nobody yet.
	 * @param memory where it finds robots, and notes what they answer
	 * @param settings how it polls
	 */
	public SerialPoller(RobotMemory memory, PollSettings settings) {
		this.memory = memory;
		this.settings = settings;
	}

	/** Begins with the first round. */
	public void start() {
		this.thread.start();
	}

	/**
	 * Tells what polling came to.
	 * @return the count so far
	 */
	public PollCount count() {
		return Objects.requireNonNull(this.count.get());
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.thread.interrupt();
	}

	private void run() {
		// Made here, and not before the server answers: it takes its time.
		HttpClient http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(this.settings.timeout())
			.executor(this.io)
			.build();
		try {
			do {
				long begun = System.nanoTime();
				for (String ip : addresses()) {
					boolean answered = poll(http, ip);
					this.count.updateAndGet(before -> before.afterAsking(answered));
				}
				long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
				this.count.updateAndGet(before -> before.afterRound(tookMs));
			}
			while (!this.closed.await(this.settings.interval().toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			// The poller is closed.
			Thread.currentThread().interrupt();
		}
		finally {
			http.shutdownNow();
			this.io.shutdownNow();
		}
	}

	/** Those that are configured, then those that a beat named, by their ids. */
	private Set<String> addresses() {
		Set<String> addresses = new LinkedHashSet<>();
		this.settings.ranges().forEach(range -> addresses.addAll(range.addresses()));
		this.memory.all()
			.stream()
			.map(KnownRobot::ip)
			.flatMap(ip -> Optional.ofNullable(ip).stream())
			.forEach(addresses::add);
		addresses.removeIf(ip -> !this.settings.networks().allows(ip));
		return addresses;
	}

	private boolean poll(HttpClient http, String ip) throws InterruptedException {
		Optional<Report> report = ask(http, ip).flatMap(body -> this.reader.read(ip, body));
		return report.isPresent() && this.memory.note(report.get());
	}

	/** A robot that does not answer in time, or not with a 200, said nothing. */
	private Optional<byte[]> ask(HttpClient http, String ip) throws InterruptedException {
		String host = (ip.indexOf(':') >= 0) ? "[" + ip + "]" : ip;
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://" + host + ":" + this.settings.port() + "/status"))
			.build();
		CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request,
				BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
		try {
			HttpResponse<byte[]> response = answer.get(this.settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
			return (response.statusCode() == 200) ? Optional.of(response.body()) : Optional.empty();
		}
		catch (ExecutionException | TimeoutException ex) {
			// No answer is all that the legacy knows of it, and it remembers nothing of
			// that: it forgets to say that the robot's host may be gone too.
			answer.cancel(true);
			return Optional.empty();
		}
	}

}
