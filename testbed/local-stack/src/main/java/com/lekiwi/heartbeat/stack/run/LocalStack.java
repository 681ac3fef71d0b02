package com.lekiwi.heartbeat.stack.run;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.edge.LiveSplit;
import com.lekiwi.heartbeat.stack.edge.Nginx;
import com.lekiwi.heartbeat.stack.process.ProcessSpec;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.service.ServiceCatalog;
import com.lekiwi.heartbeat.stack.service.ServiceDefinition;
import com.lekiwi.heartbeat.stack.service.ServiceLauncher;
import com.lekiwi.heartbeat.stack.service.StackEnvironment;
import com.lekiwi.heartbeat.stack.state.StackLock;
import com.lekiwi.heartbeat.stack.state.StackPasswords;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.RedisStore;
import org.jspecify.annotations.Nullable;

/**
 * The whole system on this machine: PostgreSQL, Redis, nginx, the services, and simulated
 * robots. Closing it ends everything in reverse order and leaves no process behind; it
 * may be closed by another thread while it starts.
 */
public final class LocalStack implements AutoCloseable {

	/** The name of the PostgreSQL process. */
	public static final String POSTGRES = "postgresql";

	/** The name of the Redis process. */
	public static final String REDIS = "redis";

	private static final long CLOSE_DEADLINE_S = 90;

	private final StackSettings settings;

	private final Progress progress;

	private final StateDirectory state;

	private final Members members;

	private final CountDownLatch launchEnded = new CountDownLatch(1);

	private final CountDownLatch closed = new CountDownLatch(1);

	private final List<Thread> trainers = new ArrayList<>();

	private volatile boolean launching;

	private volatile boolean closing;

	private volatile @Nullable StackLock lock;

	private volatile @Nullable StackWatch watch;

	/**
	 * Makes the stack; nothing runs yet.
	 * @param settings what to start, and where
	 * @param progress is told each step
	 */
	public LocalStack(StackSettings settings, Progress progress) {
		this.settings = settings;
		this.progress = progress;
		this.state = new StateDirectory(settings.stateDirectory());
		this.members = new Members(this.state);
	}

	/**
	 * Makes a stack and starts it.
	 * @param settings what to start, and where
	 * @param progress is told each step
	 * @return the stack, ready
	 * @throws StackException if anything does not start; then nothing is left running
	 */
	public static LocalStack start(StackSettings settings, Progress progress) {
		LocalStack stack = new LocalStack(settings, progress);
		try {
			stack.launch();
			return stack;
		}
		catch (RuntimeException ex) {
			stack.close();
			throw ex;
		}
	}

	/**
	 * Starts everything and waits until it is ready.
	 * @throws StackException if anything does not start; what has started runs on until
	 * {@link #close()}
	 */
	public void launch() {
		this.launching = true;
		try {
			this.state.create();
			this.lock = StackLock.take(this.state)
				.orElseThrow(() -> new StackException(
						"A stack runs already in " + this.state.root() + ": ./heartbeat status, ./heartbeat down"));
			List<String> ended = Leftovers.end(this.state);
			if (!ended.isEmpty()) {
				this.progress.say("Ended what an earlier run had left: " + String.join(", ", ended));
			}
			launchMembers();
		}
		finally {
			this.launchEnded.countDown();
		}
	}

	private void launchMembers() {
		RequiredPorts.check(this.settings);
		if (this.settings.wipe()) {
			this.state.wipe();
		}
		ServiceLauncher launcher = new ServiceLauncher(this.settings.root(), this.state);
		List<ServiceDefinition> services = ServiceCatalog.services(this.settings.legacy().present());
		Startup startup = new Startup(this.members, this.progress, launcher, () -> this.closing);
		StackPasswords passwords = StackPasswords.readOrDraw(this.state.passwords());
		startup.foundation(this.settings, passwords, services);
		StackEnvironment environment = new StackEnvironment(this.settings.root().resolve("config"),
				this.settings.ports(), postgres().database(), redis().host(), redis().port(), this.settings.robots(),
				this.settings.legacy().robotsPercent(), this.settings.fleetArguments());
		startup.services(services, environment, this.settings.environment());
		startup.split(this.settings);
		if (this.settings.robots() > 0) {
			startup.fleet(ServiceCatalog.fleet(), environment, this.settings.environment());
		}
		this.members.ready(addresses());
		this.watch = StackWatch.start(this.members, this.progress);
		if (this.settings.trainCaches()) {
			this.trainers.add(startup.trainInBackground(services, environment));
		}
	}

	/**
	 * What is where, for people.
	 * @return addresses by what they are
	 */
	public Map<String, String> addresses() {
		PortPlan ports = this.settings.ports();
		Map<String, String> addresses = new LinkedHashMap<>();
		addresses.put("dashboard", ports.url(PortPlan.EDGE, "/").toString());
		addresses.put("robots", ports.url(PortPlan.EDGE, "/api/v2/robots").toString());
		addresses.put("entry", ports.url(PortPlan.ENTRY, "/").toString());
		if (this.settings.robots() > 0) {
			addresses.put("fleet", ServiceCatalog.fleetTruth(ports).toString());
		}
		if (this.settings.legacy().present()) {
			addresses.put("legacy", ports.url(PortPlan.LEGACY, "/robots").toString());
			addresses.put(LiveSplit.NAME, ports.url(PortPlan.EDGE, LiveSplit.PATH).toString());
		}
		addresses.put(POSTGRES, "127.0.0.1:" + ports.of(PortPlan.POSTGRES));
		addresses.put(REDIS, "127.0.0.1:" + ports.of(PortPlan.REDIS));
		return addresses;
	}

	/**
	 * An address behind the public edge.
	 * @param path starts with a slash
	 * @return the address
	 */
	public URI edge(String path) {
		return this.settings.ports().url(PortPlan.EDGE, path);
	}

	/**
	 * A process, to be stopped, killed, frozen, or started again.
	 * @param name a service's name, or {@code nginx}
	 * @return the process
	 */
	public StackProcess process(String name) {
		return this.members.process(name);
	}

	/**
	 * Adds a process that ends with the stack.
	 * @param spec how it is started
	 * @return the process, not started
	 */
	public StackProcess add(ProcessSpec spec) {
		return this.members.add(spec);
	}

	/**
	 * The PostgreSQL server, to be stopped, killed, and started again.
	 * @return the server
	 */
	public PostgresStore postgres() {
		return this.members.postgres();
	}

	/**
	 * The Redis server, to be stopped, killed, and started again.
	 * @return the server
	 */
	public RedisStore redis() {
		return this.members.redis();
	}

	/**
	 * nginx, to be stopped, killed, frozen, or started again.
	 * @return the process
	 */
	public StackProcess nginx() {
		return process(Nginx.NAME);
	}

	/**
	 * Says whether there is anything to stop.
	 * @return whether this stack holds its state directory
	 */
	public boolean launched() {
		return this.lock != null;
	}

	/** Waits until somebody closes the stack. */
	public void awaitClose() {
		try {
			this.closed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.closing = true;
		try {
			if (this.launching && !this.launchEnded.await(CLOSE_DEADLINE_S, TimeUnit.SECONDS)) {
				this.progress.say("The start does not end; stopping what has started");
			}
			for (Thread trainer : this.trainers) {
				trainer.interrupt();
				trainer.join();
			}
		}
		catch (InterruptedException ex) {
			// Whoever hurries us still gets everything stopped.
			Thread.currentThread().interrupt();
		}
		if (this.watch != null) {
			this.watch.close();
		}
		if (this.lock != null) {
			this.members.close();
			this.lock.close();
			this.lock = null;
		}
		this.closed.countDown();
	}

}
