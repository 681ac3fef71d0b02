package com.lekiwi.heartbeat.fleet.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.fleet.neighbourhood.Neighbourhood;
import com.lekiwi.heartbeat.fleet.problem.Problem;
import com.lekiwi.heartbeat.fleet.simulation.Simulation;

/** What each path and method of the control server answers. */
final class ControlRoutes {

	private final Simulation simulation;

	private final List<Route> routes;

	ControlRoutes(Simulation simulation, Neighbourhood neighbourhood) {
		this.simulation = simulation;
		this.routes = List.of(fleet("GET", "/truth", Simulation::summary),
				fleet("GET", "/truth/robots", all -> Map.of("robots", all.truths())),
				robot("GET", "/truth/robots/([^/]+)", Simulation::truth),
				fleet("GET", "/truth/neighbours", _ -> neighbourhood.truth()), fleet("GET", "/ledger", this::ledgers),
				robot("GET", "/ledger/([^/]+)", (all, id) -> all.ledger(id).map(LedgerPage.Entry::of)),
				fleet("GET", "/settled", all -> Map.of("settled", all.settled())),
				robot("POST", "/robots/([^/]+)/silence", (all, id) -> silence(id, true)),
				robot("POST", "/robots/([^/]+)/wake", (all, id) -> silence(id, false)),
				fleet("POST", "/pause", all -> pause(true)), fleet("POST", "/resume", all -> pause(false)));
	}

	Reply answer(String method, String path) {
		List<Route> here = this.routes.stream().filter(route -> route.path().matcher(path).matches()).toList();
		if (here.isEmpty()) {
			return Reply.problem(Problem.notFound(path));
		}
		return here.stream()
			.filter(route -> route.method().equals(method))
			.findFirst()
			.map(route -> route.answer().apply(path))
			.orElseGet(() -> methodNotAllowed(method, here, path));
	}

	private static Reply methodNotAllowed(String method, List<Route> here, String path) {
		String allowed = here.stream().map(Route::method).collect(Collectors.joining(", "));
		return new Reply(405, Map.of("Allow", allowed), Problem.methodNotAllowed(method, allowed, path));
	}

	private Route fleet(String method, String path, Function<Simulation, Object> answer) {
		return new Route(method, Pattern.compile(path), _ -> Reply.ok(answer.apply(this.simulation)));
	}

	private Route robot(String method, String path, BiFunction<Simulation, RobotId, Optional<?>> answer) {
		Pattern pattern = Pattern.compile(path);
		return new Route(method, pattern, asked -> {
			Matcher matcher = pattern.matcher(asked);
			String id = matcher.matches() ? matcher.group(1) : "";
			return Optional.of(id)
				.filter(RobotId::isValid)
				.flatMap(valid -> answer.apply(this.simulation, new RobotId(valid)))
				.map(Reply::ok)
				.orElseGet(() -> Reply.problem(Problem.robotNotFound(id, asked)));
		});
	}

	private LedgerPage ledgers(Simulation all) {
		// Asked first: what is settled stays so while the ledgers are read, or is said
		// not
		// to be.
		boolean settled = all.settled();
		return new LedgerPage(settled, all.ledgers().stream().map(LedgerPage.Entry::of).toList());
	}

	private Optional<?> silence(RobotId id, boolean silenced) {
		this.simulation.setSilenced(id, silenced);
		return this.simulation.truth(id);
	}

	private Map<String, Boolean> pause(boolean paused) {
		if (paused) {
			this.simulation.pause();
		}
		else {
			this.simulation.resume();
		}
		return Map.of("paused", paused);
	}

	/** One method on one path. */
	private record Route(String method, Pattern path, Function<String, Reply> answer) {
	}

	/**
	 * An answer.
	 *
	 * @param status the HTTP status
	 * @param headers more headers
	 * @param body what is written as JSON
	 */
	record Reply(int status, Map<String, String> headers, Object body) {

		Reply {
			headers = Map.copyOf(headers);
		}

		static Reply ok(Object body) {
			return new Reply(200, Map.of(), body);
		}

		static Reply problem(Problem problem) {
			return new Reply(problem.status(), Map.of(), problem);
		}

	}

}
