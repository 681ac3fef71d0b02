package com.lekiwi.heartbeat.stack.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.process.ProcessIdentity;
import com.lekiwi.heartbeat.stack.process.ProcessSpec;
import com.lekiwi.heartbeat.stack.process.Signal;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.state.ProcessRecord;
import com.lekiwi.heartbeat.stack.state.StackRecord;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.RedisStore;
import com.lekiwi.heartbeat.stores.Store;
import org.jspecify.annotations.Nullable;

/** What a stack consists of, and the record of it. */
final class Members implements AutoCloseable {

	private final StateDirectory state;

	private final Map<String, StackProcess> processes = new LinkedHashMap<>();

	private final Map<String, Store> stores = new LinkedHashMap<>();

	/** Stores that are processes of this machine. */
	private final Set<String> watched = new HashSet<>();

	private Map<String, String> addresses = Map.of();

	private boolean ready;

	private @Nullable StackRecord written;

	Members(StateDirectory state) {
		this.state = state;
	}

	synchronized StackProcess add(ProcessSpec spec) {
		StackProcess process = new StackProcess(spec);
		if (this.processes.putIfAbsent(spec.name(), process) != null) {
			throw new IllegalArgumentException("there is a process named " + spec.name());
		}
		return process;
	}

	synchronized void add(String name, Store store) {
		this.stores.put(name, store);
		if (store.pid().isPresent()) {
			this.watched.add(name);
		}
		record();
	}

	synchronized StackProcess process(String name) {
		StackProcess process = this.processes.get(name);
		if (process == null) {
			throw new IllegalArgumentException("no process " + name + ", only " + this.processes.keySet());
		}
		return process;
	}

	synchronized List<StackProcess> processes() {
		return List.copyOf(this.processes.values());
	}

	synchronized PostgresStore postgres() {
		if (this.stores.get(LocalStack.POSTGRES) instanceof PostgresStore store) {
			return store;
		}
		throw new StackException("PostgreSQL has not been started");
	}

	synchronized RedisStore redis() {
		if (this.stores.get(LocalStack.REDIS) instanceof RedisStore store) {
			return store;
		}
		throw new StackException("Redis has not been started");
	}

	/** Servers of this machine that do not run, though nobody closed them. */
	synchronized List<String> deadStores() {
		return this.stores.entrySet()
			.stream()
			.filter((entry) -> this.watched.contains(entry.getKey()) && entry.getValue().pid().isEmpty())
			.map(Map.Entry::getKey)
			.toList();
	}

	synchronized boolean isStore(String name) {
		return this.stores.containsKey(name);
	}

	Path log(String name) {
		return this.state.log(name);
	}

	synchronized void ready(Map<String, String> where) {
		this.addresses = where;
		this.ready = true;
		record();
	}

	/** Writes down what runs, if that has changed. */
	synchronized void record() {
		List<ProcessRecord> records = new ArrayList<>();
		this.stores.forEach((name, store) -> records.add(record(name, store)));
		this.processes.values().forEach((process) -> records.add(record(process)));
		StackRecord now = new StackRecord(ProcessIdentity.of(ProcessHandle.current()).orElseThrow(), this.ready,
				this.addresses, records);
		if (!now.equals(this.written)) {
			now.write(this.state);
			this.written = now;
		}
	}

	private ProcessRecord record(String name, Store store) {
		ProcessIdentity identity = store.pid().isEmpty() ? null
				: ProcessHandle.of(store.pid().getAsLong()).flatMap(ProcessIdentity::of).orElse(null);
		Signal signal = name.equals(LocalStack.POSTGRES) ? Signal.INT : Signal.TERM;
		return new ProcessRecord(name, store.port(), log(name).toString(), signal, identity, List.of(), null);
	}

	private static ProcessRecord record(StackProcess process) {
		ProcessSpec spec = process.spec();
		Optional<ProcessIdentity> identity = process.identity();
		Integer exitCode = process.exitCode().isPresent() ? process.exitCode().getAsInt() : null;
		return new ProcessRecord(spec.name(), spec.port(), spec.log().toString(), Signal.TERM, identity.orElse(null),
				process.family(), exitCode);
	}

	/** Ends everything, the last started first, and removes the record. */
	@Override
	public void close() {
		processes().reversed().forEach(StackProcess::stop);
		stores().reversed().forEach(Store::close);
		StackRecord.remove(this.state);
	}

	private synchronized List<Store> stores() {
		return List.copyOf(this.stores.values());
	}

}
