package com.lekiwi.heartbeat.stack.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.edge.Nginx;
import com.lekiwi.heartbeat.stack.process.HttpProbe;
import com.lekiwi.heartbeat.stack.process.ProcessLog;
import com.lekiwi.heartbeat.stack.process.ProcessSpec;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.service.ServiceCatalog;
import com.lekiwi.heartbeat.stack.service.ServiceDefinition;
import com.lekiwi.heartbeat.stack.service.ServiceLauncher;
import com.lekiwi.heartbeat.stack.service.StackEnvironment;
import com.lekiwi.heartbeat.stack.state.StackPasswords;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import com.lekiwi.heartbeat.stores.PostgresSettings;
import com.lekiwi.heartbeat.stores.RedisSettings;
import com.lekiwi.heartbeat.stores.StoreKind;
import com.lekiwi.heartbeat.stores.Stores;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The order in which a stack starts: what does not need each other starts together. */
final class Startup {

	private static final long FIRST_BEAT_DEADLINE_NANOS = 30_000_000_000L;

	private static final long PAUSE_NANOS = 50_000_000L;

	private final Members members;

	private final Progress progress;

	private final ServiceLauncher launcher;

	private final BooleanSupplier cancelled;

	private final Map<String, Path> jars = new ConcurrentHashMap<>();

	Startup(Members members, Progress progress, ServiceLauncher launcher, BooleanSupplier cancelled) {
		this.members = members;
		this.progress = progress;
		this.launcher = launcher;
		this.cancelled = cancelled;
	}

	/** PostgreSQL, Redis and nginx, while the services' jars are made ready. */
	void foundation(StackSettings settings, StackPasswords passwords, List<ServiceDefinition> services) {
		PortPlan ports = settings.ports();
		StateDirectory state = this.launcher.state();
		// What the design promises of one command: no Docker needed, whatever is there.
		Stores stores = System.getenv().containsKey(Stores.VARIABLE) ? Stores.of(System.getenv())
				: Stores.of(StoreKind.EMBEDDED, Map.of());
		// These write their logs themselves; a start is when they are set aside.
		List.of(state.log(LocalStack.POSTGRES), state.log(LocalStack.REDIS), Nginx.accessLog(state))
			.forEach((log) -> new ProcessLog(log).begin());
		try (Parallel parallel = new Parallel("stack-start")) {
			parallel.run(() -> step("PostgreSQL", "127.0.0.1:" + ports.of(PortPlan.POSTGRES),
					() -> this.members.add(LocalStack.POSTGRES,
							stores.postgres(new PostgresSettings(state.postgres(), state.cache(),
									ports.of(PortPlan.POSTGRES), state.log(LocalStack.POSTGRES), passwords.service(),
									passwords.superuser())))));
			parallel.run(() -> step("Redis", "127.0.0.1:" + ports.of(PortPlan.REDIS),
					() -> this.members.add(LocalStack.REDIS, stores.redis(
							new RedisSettings(state.redis(), ports.of(PortPlan.REDIS), state.log(LocalStack.REDIS))))));
			parallel.run(() -> start(
					Nginx.spec(settings.root().resolve("deploy").resolve("nginx"), state, ports, settings.legacy()),
					this.cancelled));
			for (ServiceDefinition service : services) {
				parallel.run(() -> this.jars.put(service.name(), this.launcher.prepare(service)));
			}
		}
	}

	/** All services at once. */
	void services(List<ServiceDefinition> services, StackEnvironment environment,
			Map<String, Map<String, String>> further) {
		try (Parallel parallel = new Parallel("stack-start")) {
			for (ServiceDefinition service : services) {
				parallel.run(() -> start(spec(service, environment, further),
						() -> this.cancelled.getAsBoolean() || parallel.failed()));
			}
		}
	}

	/** The split that was asked for, where an earlier start has left another. */
	void split(StackSettings settings) {
		Integer asked = settings.legacy().newPercent();
		if (asked != null) {
			step("split", asked + " % on the new system", () -> Nginx
				.split(settings.root().resolve("deploy").resolve("nginx"), this.launcher.state(), asked));
		}
	}

	/** The simulated robots, until the first heartbeat is acknowledged. */
	void fleet(ServiceDefinition fleet, StackEnvironment environment, Map<String, Map<String, String>> further) {
		this.jars.put(fleet.name(), this.launcher.prepare(fleet));
		StackProcess process = start(spec(fleet, environment, further), this.cancelled);
		step("first heartbeat", environment.robots() + " robots",
				() -> awaitFirstBeat(process, ServiceCatalog.fleetTruth(environment.ports())));
	}

	private void awaitFirstBeat(StackProcess fleet, URI truth) {
		JsonMapper mapper = JsonMapper.builder().build();
		long deadline = System.nanoTime() + FIRST_BEAT_DEADLINE_NANOS;
		while (HttpProbe.get(truth).map(mapper::readTree).filter(Startup::hasBeats).isEmpty()) {
			if (!fleet.alive() || System.nanoTime() > deadline) {
				throw new StackException("No heartbeat was acknowledged, log " + fleet.spec().log());
			}
			requireWanted();
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	private static boolean hasBeats(JsonNode truth) {
		return truth.path("beats").path("acknowledged").asLong(0) > 0;
	}

	private ProcessSpec spec(ServiceDefinition service, StackEnvironment environment,
			Map<String, Map<String, String>> further) {
		return this.launcher.spec(service, jar(service), environment, further.getOrDefault(service.name(), Map.of()));
	}

	private Path jar(ServiceDefinition service) {
		Path jar = this.jars.get(service.name());
		if (jar == null) {
			throw new IllegalStateException(service.name() + " has not been prepared");
		}
		return jar;
	}

	private StackProcess start(ProcessSpec spec, BooleanSupplier calledOff) {
		long begin = System.nanoTime();
		requireWanted();
		StackProcess process = this.members.add(spec);
		process.spawn();
		this.members.record();
		process.awaitReady(calledOff);
		this.progress.done(spec.name(), begin, "127.0.0.1:" + spec.port());
		return process;
	}

	private void step(String name, String detail, Runnable work) {
		long begin = System.nanoTime();
		requireWanted();
		work.run();
		this.progress.done(name, begin, detail);
	}

	private void requireWanted() {
		if (this.cancelled.getAsBoolean()) {
			throw new StackException("The start was called off");
		}
	}

	/**
	 * Makes missing AOT caches one after the other, in a thread that may be interrupted.
	 */
	Thread trainInBackground(List<ServiceDefinition> services, StackEnvironment environment) {
		return Thread.ofPlatform().daemon().name("aot-training").start(() -> {
			try {
				for (ServiceDefinition service : services) {
					this.launcher.train(service, jar(service), environment);
				}
			}
			catch (RuntimeException ex) {
				// The stack runs without; only an interrupt needs no word.
				if (!Thread.currentThread().isInterrupted()) {
					this.progress.say("No AOT cache was made, the next start is no faster: " + ex.getMessage());
				}
			}
		});
	}

}
