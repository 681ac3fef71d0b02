package com.lekiwi.heartbeat.stack.run;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lekiwi.heartbeat.stack.edge.LiveSplit;
import com.lekiwi.heartbeat.stack.process.ProcessIdentity;
import com.lekiwi.heartbeat.stack.process.ResidentMemory;
import com.lekiwi.heartbeat.stack.state.ProcessRecord;
import com.lekiwi.heartbeat.stack.state.StackRecord;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import org.jspecify.annotations.Nullable;

/**
 * What runs of a stack.
 *
 * @param state {@code up}, {@code starting}, {@code degraded} when something has ended,
 * {@code orphaned} when the supervisor is gone and others are not, or {@code down}
 * @param supervisor the process that watches the others; {@code null} when it is gone
 * @param processes in the order of their start
 * @param addresses what is where
 * @param split how the live edge splits robots between the legacy and the new system;
 * {@code null} where there is no legacy, or the edge does not answer
 * @param rssMb memory of all together, supervisor included
 */
public record StackStatus(String state, @Nullable Long supervisor, List<Member> processes,
		Map<String, String> addresses, @Nullable LiveSplit split, @JsonProperty("rss_mb") long rssMb) {

	/**
	 * One process.
	 *
	 * @param name what people call it
	 * @param state {@code up}, {@code ended}, or {@code exited(CODE)}
	 * @param pid its number, when it runs
	 * @param port where it serves, 0 for nowhere
	 * @param uptimeS for how many seconds it has run
	 * @param rssMb memory, with its children's own
	 * @param log where it logs
	 */
	public record Member(String name, String state, @Nullable Long pid, int port,
			@JsonProperty("uptime_s") @Nullable Long uptimeS, @JsonProperty("rss_mb") @Nullable Long rssMb,
			String log) {

	}

	private static final String UP = "up";

	/** Copies the list. */
	public StackStatus {
		processes = List.copyOf(processes);
	}

	/**
	 * Looks at what a state directory tells, and at the processes themselves.
	 * @param state the directory
	 * @param clock for how long they run
	 * @return the status now
	 */
	public static StackStatus of(StateDirectory state, Clock clock) {
		Optional<StackRecord> found = StackRecord.read(state);
		if (found.isEmpty()) {
			return new StackStatus("down", null, List.of(), Map.of(), null, 0);
		}
		StackRecord record = found.get();
		List<Member> members = record.processes().stream().map((process) -> member(process, clock)).toList();
		Optional<ProcessHandle> supervisor = record.supervisor().find();
		boolean any = members.stream().anyMatch((member) -> member.pid() != null);
		if (supervisor.isEmpty() && !any) {
			return new StackStatus("down", null, members, Map.of(), null, 0);
		}
		long rss = members.stream().map(Member::rssMb).mapToLong((each) -> (each != null) ? each : 0).sum()
				+ supervisor.map((process) -> ResidentMemory.megabytes(process, List.of())).orElse(0L);
		return new StackStatus(overall(record, members, supervisor.isPresent()),
				supervisor.map(ProcessHandle::pid).orElse(null), members, record.addresses(), split(record), rss);
	}

	private static @Nullable LiveSplit split(StackRecord record) {
		return Optional.ofNullable(record.addresses().get(LiveSplit.NAME))
			.map(URI::create)
			.flatMap(LiveSplit::read)
			.orElse(null);
	}

	/**
	 * Says whether everything is as it should be.
	 * @return whether all processes run and are watched
	 */
	public boolean allUp() {
		return this.state.equals(UP);
	}

	private static String overall(StackRecord record, List<Member> members, boolean supervised) {
		if (!supervised) {
			return "orphaned";
		}
		if (!record.ready()) {
			return "starting";
		}
		return members.stream().allMatch((member) -> member.state().equals(UP)) ? UP : "degraded";
	}

	private static Member member(ProcessRecord record, Clock clock) {
		Optional<ProcessHandle> process = Optional.ofNullable(record.identity()).flatMap(ProcessIdentity::find);
		ProcessIdentity identity = record.identity();
		if (process.isEmpty() || identity == null) {
			String state = (record.exitCode() != null) ? "exited(" + record.exitCode() + ")" : "ended";
			return new Member(record.name(), state, null, record.port(), null, null, record.log());
		}
		List<ProcessHandle> family = process.get().descendants().toList();
		return new Member(record.name(), UP, identity.pid(), record.port(),
				Duration.between(identity.startedAt(), clock.instant()).toSeconds(),
				ResidentMemory.megabytes(process.get(), family), record.log());
	}

}
