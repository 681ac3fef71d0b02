package com.lekiwi.heartbeat.stack.cli;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.lekiwi.heartbeat.stack.edge.LiveSplit;
import com.lekiwi.heartbeat.stack.run.StackStatus;
import com.lekiwi.heartbeat.stack.run.StackStatus.Member;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Says what runs. */
@Command(name = "status", sortOptions = false, mixinStandardHelpOptions = true,
		description = "Shows each process. Exit code 0 when all are up, 1 otherwise.")
final class Status implements Callable<Integer> {

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	// picocli fills it before anything is called.
	@SuppressWarnings("NullAway.Init")
	@Mixin
	private StateOption where;

	@Override
	public Integer call() {
		StackStatus status = StackStatus.of(this.where.state(), Clock.systemUTC());
		if (this.json) {
			System.out.println(
					JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(status));
		}
		else {
			print(status);
		}
		return status.allUp() ? 0 : Heartbeat.FAILED;
	}

	private static void print(StackStatus status) {
		if (status.processes().isEmpty()) {
			System.out.println("Nothing runs");
			return;
		}
		System.out.printf(Locale.ROOT, "%-20s %-12s %8s %7s %10s %8s%n", "NAME", "STATE", "PID", "PORT", "UPTIME",
				"MEMORY");
		for (Member member : status.processes()) {
			System.out.printf(Locale.ROOT, "%-20s %-12s %8s %7s %10s %8s%n", member.name(), member.state(),
					orDash(member.pid()), (member.port() == 0) ? "-" : Integer.toString(member.port()),
					(member.uptimeS() == null) ? "-" : uptime(member.uptimeS()),
					(member.rssMb() == null) ? "-" : member.rssMb() + " MB");
		}
		LiveSplit split = status.split();
		status.addresses().forEach((name, address) -> System.out.printf(Locale.ROOT, "%-20s %s%n", name, address));
		if (split != null) {
			System.out.printf(Locale.ROOT, "%-20s %d %% of the robots are on the new system (generation %d)%n", "",
					split.newPercent(), split.generation());
		}
	}

	private static String orDash(@Nullable Long number) {
		return (number == null) ? "-" : number.toString();
	}

	private static String uptime(long seconds) {
		return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
	}

}
