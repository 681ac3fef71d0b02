package com.lekiwi.heartbeat.adapter.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.lekiwi.heartbeat.adapter.forward.ForwardMemory;
import com.lekiwi.heartbeat.adapter.legacy.LegacyAwayException;
import com.lekiwi.heartbeat.adapter.legacy.LegacyClient;
import com.lekiwi.heartbeat.adapter.legacy.LegacyFleet;
import com.lekiwi.heartbeat.adapter.legacy.LegacyRobot;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.sync.KnownRobot;
import com.lekiwi.heartbeat.adapter.sync.KnownRobots;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads both sides, the legacy first: so that what it has heard has had time to arrive
 * here.
 */
@Component
final class BothSides {

	private static final int PAGE = 1000;

	private final LegacyClient legacy;

	private final KnownRobots known;

	private final ForwardMemory forwards;

	private final Clock clock;

	private final Comparison comparison;

	BothSides(LegacyClient legacy, KnownRobots known, ForwardMemory forwards, Clock clock, AdapterSettings settings) {
		this.legacy = legacy;
		this.known = known;
		this.forwards = forwards;
		this.clock = clock;
		this.comparison = new Comparison(settings);
	}

	/**
	 * What differs.
	 *
	 * @param legacy what the legacy knows
	 * @param here robots that the new side knows
	 * @param compared robots that one side or both know
	 * @param differing robots of which they say different things
	 * @param counts robots by what differs
	 * @param page the first of these robots, with the legacy's word on them
	 * @param more whether there are more
	 */
	record Differences(LegacyFleet legacy, int here, int compared, int differing, Map<DifferenceKind, Integer> counts,
			List<Finding> page, boolean more) {

		Differences {
			counts = new EnumMap<>(counts);
			page = List.copyOf(page);
		}

	}

	/**
	 * Compares all robots.
	 * @param after the id after which the page begins
	 * @param limit how many robots it holds
	 */
	Differences compare(String after, int limit) throws LegacyAwayException, InterruptedException {
		LegacyFleet fleet = fleet();
		Sum sum = new Sum(after, limit);
		Set<String> onlyThere = new HashSet<>(fleet.robots().keySet());
		// A robot that the legacy has, and cannot be read, is not missing there.
		Set<String> unreadable = new HashSet<>();
		fleet.faults().forEach(fault -> unreadable.add(fault.field()));
		int here = 0;
		List<KnownRobot> page;
		String last = "";
		do {
			page = this.known.page(last, PAGE);
			for (KnownRobot robot : page) {
				onlyThere.remove(robot.id());
				if (!unreadable.contains(robot.id())) {
					sum.add(robot.id(), differences(robot, fleet.robots().get(robot.id())));
				}
			}
			here += page.size();
			last = page.isEmpty() ? last : page.getLast().id();
		}
		while (page.size() == PAGE);
		for (String id : onlyThere) {
			sum.add(id, differences(null, fleet.robots().get(id)));
		}
		return new Differences(fleet, here, here + onlyThere.size(), sum.differing, sum.counts,
				List.copyOf(sum.page.values()), sum.more);
	}

	/** Compares some robots once more; a finding for each in which something differs. */
	Map<String, Finding> compareAgain(List<String> ids) throws LegacyAwayException, InterruptedException {
		LegacyFleet fleet = fleet();
		Map<String, KnownRobot> robots = this.known.read(ids);
		Map<String, Finding> findings = new TreeMap<>();
		for (String id : ids) {
			findings.put(id, new Finding(id, differences(robots.get(id), fleet.robots().get(id))));
		}
		return findings;
	}

	private LegacyFleet fleet() throws LegacyAwayException, InterruptedException {
		LegacyFleet fleet = this.legacy.fleet();
		this.forwards.settle(Duration.between(fleet.askedAt(), fleet.receivedAt()));
		return fleet;
	}

	private List<Difference> differences(@Nullable KnownRobot here, @Nullable LegacyRobot there) {
		Instant now = this.clock.instant();
		if (here == null) {
			return (there != null) ? this.comparison.missingHere(there) : List.of();
		}
		return (there != null) ? this.comparison.of(here, there, now) : this.comparison.missingThere(here, now);
	}

	/** Counts all, and keeps a page. */
	private static final class Sum {

		private final String after;

		private final int limit;

		private final TreeMap<String, Finding> page = new TreeMap<>();

		private final Map<DifferenceKind, Integer> counts = new EnumMap<>(DifferenceKind.class);

		private int differing;

		private boolean more;

		Sum(String after, int limit) {
			this.after = after;
			this.limit = limit;
		}

		void add(String id, List<Difference> differences) {
			if (differences.isEmpty()) {
				return;
			}
			this.differing++;
			differences.forEach(difference -> this.counts.merge(difference.kind(), 1, Integer::sum));
			if (id.compareTo(this.after) > 0) {
				this.page.put(id, new Finding(id, new ArrayList<>(differences)));
				if (this.page.size() > this.limit) {
					this.page.pollLastEntry();
					this.more = true;
				}
			}
		}

	}

}
