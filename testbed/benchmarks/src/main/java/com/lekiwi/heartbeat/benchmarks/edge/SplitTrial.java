package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;

/** Asks for every robot at every step, and looks who answers. */
final class SplitTrial {

	private static final int[] STEPS = { 0, 10, 25, 50, 100 };

	private static final int CLIENTS = 8;

	private static final int OK = 200;

	/** What both sides say of a robot that they do not know. */
	private static final int NOT_FOUND = 404;

	private static final double POINTS = 100;

	private SplitTrial() {
	}

	/** Measures; the split is 0 % afterwards. */
	static void measure(BenchmarkRun run, EdgeStack stack, EdgeSettings settings, Tally tally, EdgeFigures figures) {
		List<Step> steps = new ArrayList<>();
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS,
				Thread.ofPlatform().daemon().name("split-client-", 0).factory());
		AutoCloseable closing = clients::shutdownNow;
		run.resources().open(() -> closing);
		for (int asked : STEPS) {
			run.say("split: " + settings.splitRobots() + " robots at " + asked + " %");
			stack.split(asked);
			steps.add(new Step(asked, ask(clients, stack.edgePort(), settings.splitRobots(), tally)));
		}
		run.resources().close(closing);
		stack.split(0);
		figures.put("split_error_points", errorPoints(steps));
		figures.put("robots_moved_back", (double) movedBack(steps));
		steps.forEach(step -> figures.put("split_observed_" + step.asked(), step.percent()));
	}

	/**
	 * Who served whom.
	 *
	 * @param asked percent that the new side was to serve
	 * @param onNew by robot
	 */
	record Step(int asked, List<Boolean> onNew) {

		/** Copies the list. */
		Step {
			onNew = List.copyOf(onNew);
		}

		double percent() {
			return POINTS * this.onNew.stream().filter(onNewSide -> onNewSide).count() / this.onNew.size();
		}

	}

	/**
	 * The largest deviation from what was asked for.
	 * @throws BenchmarkException if 0 or 100 % are not exact
	 */
	static double errorPoints(List<Step> steps) {
		for (Step step : steps) {
			if ((step.asked() == 0 || step.asked() == POINTS) && step.percent() != step.asked()) {
				throw new BenchmarkException("at " + step.asked() + " % the new side served " + step.percent() + " %");
			}
		}
		return steps.stream().mapToDouble(step -> Math.abs(step.percent() - step.asked())).max().orElseThrow();
	}

	/**
	 * Robots that left the new side though its share grew.
	 * @return 0
	 * @throws BenchmarkException if there are any
	 */
	static long movedBack(List<Step> steps) {
		long back = IntStream.range(1, steps.size())
			.mapToLong(step -> IntStream.range(0, steps.get(step).onNew().size())
				.filter(robot -> steps.get(step - 1).onNew().get(robot) && !steps.get(step).onNew().get(robot))
				.count())
			.sum();
		if (back > 0) {
			throw new BenchmarkException(back + " robots moved back to the legacy while its share shrank");
		}
		return back;
	}

	private static List<Boolean> ask(ExecutorService clients, int port, int robots, Tally tally) {
		List<Future<List<Boolean>>> parts = IntStream.range(0, CLIENTS)
			.mapToObj(client -> clients
				.submit(() -> ask(port, robots * client / CLIENTS, robots * (client + 1) / CLIENTS, tally)))
			.toList();
		List<Boolean> all = new ArrayList<>();
		try {
			for (Future<List<Boolean>> part : parts) {
				all.addAll(part.get());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BenchmarkException("interrupted", ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			throw new BenchmarkException(String.valueOf(((cause != null) ? cause : ex).getMessage()), ex);
		}
		return all;
	}

	private static List<Boolean> ask(int port, int from, int to, Tally tally) {
		List<Boolean> onNew = new ArrayList<>();
		try (ClientConnection connection = new ClientConnection(port)) {
			for (int robot = from; robot < to; robot++) {
				String path = "/robots/kiwi-%05d".formatted(robot);
				Answer answer = connection.exchange(ClientConnection.request("GET " + path, "", ""));
				boolean good = answer.status() == OK || answer.status() == NOT_FOUND;
				tally.count(answer, good);
				if (!good || answer.system().isEmpty()) {
					throw new BenchmarkException("nobody says who answers GET " + path + ": " + answer);
				}
				onNew.add(answer.system().equals("new"));
			}
		}
		return onNew;
	}

}
