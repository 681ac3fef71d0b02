package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.Benchmark;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What moving traffic costs, and whether anybody notices. */
@Command(name = "edge", description = "what the mirror, a sick side, the split and its changes cost at the edge, and"
		+ " what the adapter and the sync can do", sortOptions = false)
public final class EdgeBenchmark implements Benchmark {

	/** The sync is a matter of the test, and nothing is told to the legacy meanwhile. */
	private static final Map<String, Map<String, String>> QUIET = Map.of("legacy-adapter",
			Map.of("HEARTBEAT_SYNC_CONTINUOUS", "false", "HEARTBEAT_FORWARD_ENABLED", "false"));

	@Option(names = "--only", split = ",", paramLabel = "PART",
			description = "what to measure: mirror,split,switch,adapter,sync (all)")
	private @Nullable List<String> only;

	@Option(names = "--new-side", paramLabel = "WHO",
			description = "adapter, or stand-in for a look at the edge alone: mirror,split,switch (adapter)")
	private String newSide = "adapter";

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Report measure(BenchmarkRun run) {
		EdgeSettings settings = settings(run.quick());
		Machine machine = Machine.current();
		Tally tally = new Tally();
		EdgeFigures figures = new EdgeFigures();
		if (settings.parts().stream().anyMatch(part -> !part.needsAdapter())) {
			edge(run, settings, tally, figures);
		}
		if (settings.parts().stream().anyMatch(EdgePart::needsAdapter)) {
			adapter(run, settings, figures);
		}
		return EdgeReport.of(machine, settings, tally, figures);
	}

	private static void edge(BenchmarkRun run, EdgeSettings settings, Tally tally, EdgeFigures figures) {
		boolean alone = settings.newSide() == NewSide.STAND_IN;
		EdgeStack stack = alone ? EdgeStack.edgeAlone(run) : EdgeStack.whole(run, "edge", Map.of());
		StandIn standIn = null;
		if (alone) {
			standIn = stack.standIn();
		}
		else {
			stack.requireAdapter();
		}
		if (settings.measures(EdgePart.SPLIT)) {
			SplitTrial.measure(run, stack, settings, tally, figures);
		}
		if (settings.measures(EdgePart.SWITCH)) {
			SwitchTrial.measure(run, stack, settings, tally, figures);
		}
		if (settings.measures(EdgePart.MIRROR)) {
			ShadowTrial shadow = new ShadowTrial(run, stack, settings, tally, figures);
			if (standIn == null) {
				shadow.asItIs(stack.adapter()::freeze, stack.adapter()::thaw);
				standIn = stack.standIn();
			}
			else {
				StandIn inPlace = standIn;
				shadow.asItIs(() -> inPlace.suffer(Fault.FROZEN), () -> inPlace.recover(Fault.FROZEN));
			}
			shadow.suffering(standIn);
			new SideTrial(run, stack, settings, tally, figures).measure(standIn);
		}
		stack.close();
	}

	private static void adapter(BenchmarkRun run, EdgeSettings settings, EdgeFigures figures) {
		EdgeStack stack = EdgeStack.whole(run, "adapter", QUIET);
		stack.requireAdapter();
		if (settings.measures(EdgePart.SYNC)) {
			SyncTrial.measure(run, stack, settings, figures);
		}
		if (settings.measures(EdgePart.ADAPTER)) {
			AdapterTrial.measure(run, stack, settings, figures);
		}
		stack.close();
	}

	private EdgeSettings settings(boolean quick) {
		NewSide side = constant(NewSide.class, "--new-side", this.newSide);
		Set<EdgePart> all = Arrays.stream(EdgePart.values())
			.filter(part -> side == NewSide.ADAPTER || !part.needsAdapter())
			.collect(Collectors.toSet());
		Set<EdgePart> parts = (this.only == null) ? all : EnumSet.noneOf(EdgePart.class);
		if (this.only != null) {
			for (String name : this.only) {
				EdgePart part = constant(EdgePart.class, "--only", name);
				if (!all.contains(part)) {
					throw misused("--only: " + name + ": nothing can stand in for the adapter there");
				}
				parts.add(part);
			}
		}
		return quick ? EdgeSettings.quick(parts, side) : EdgeSettings.full(parts, side);
	}

	private <E extends Enum<E>> E constant(Class<E> type, String option, String name) {
		return Arrays.stream(type.getEnumConstants())
			.filter(constant -> EdgeSettings.name(constant).equals(name))
			.findFirst()
			.orElseThrow(() -> misused(option + ": '" + name + "' is none of "
					+ Arrays.stream(type.getEnumConstants())
						.map(EdgeSettings::name)
						.collect(Collectors.joining(", "))));
	}

	private RuntimeException misused(String message) {
		return (this.spec != null) ? new ParameterException(this.spec.commandLine(), message)
				: new IllegalArgumentException(message);
	}

}
