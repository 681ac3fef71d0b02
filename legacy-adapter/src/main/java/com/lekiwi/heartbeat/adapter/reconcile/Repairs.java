package com.lekiwi.heartbeat.adapter.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import com.lekiwi.heartbeat.adapter.forward.BeatTeller;
import com.lekiwi.heartbeat.adapter.forward.DueBeats;
import com.lekiwi.heartbeat.adapter.forward.ForwardResults;
import com.lekiwi.heartbeat.adapter.legacy.LegacyBeat;
import com.lekiwi.heartbeat.adapter.legacy.LegacyRobot;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.sync.KnownRobot;
import com.lekiwi.heartbeat.adapter.sync.KnownRobots;
import com.lekiwi.heartbeat.adapter.sync.NewSideAwayException;
import com.lekiwi.heartbeat.adapter.sync.News;
import com.lekiwi.heartbeat.adapter.sync.Sighting;
import com.lekiwi.heartbeat.adapter.sync.SightingClient;
import com.lekiwi.heartbeat.adapter.sync.Taken;

import org.springframework.stereotype.Component;

/** Tells each side what the other one knows, as far as it can take it. */
@Component
final class Repairs {

	private final SightingClient newSide;

	private final KnownRobots known;

	private final DueBeats beats;

	private final BeatTeller teller;

	private final News news;

	private final int pageSize;

	private final Duration budget;

	Repairs(SightingClient newSide, KnownRobots known, DueBeats beats, BeatTeller teller, AdapterSettings settings) {
		this.newSide = newSide;
		this.known = known;
		this.beats = beats;
		this.teller = teller;
		this.news = new News(settings.sync());
		this.pageSize = settings.sync().pageSize();
		this.budget = settings.reconcile().repairTime();
	}

	/**
	 * Repairs what can be repaired.
	 * @param findings the robots
	 * @param there the legacy's word on them
	 * @return why it did not work, by robot, where that is known
	 */
	Map<String, String> repair(List<Finding> findings, SortedMap<String, LegacyRobot> there)
			throws InterruptedException {
		Map<String, String> troubles = new HashMap<>();
		long begun = System.nanoTime();
		sight(those(findings, Repair.SIGHTING), there, troubles);
		tell(those(findings, Repair.HEARTBEAT), this.budget.minusNanos(System.nanoTime() - begun), troubles);
		return troubles;
	}

	private static List<String> those(List<Finding> findings, Repair repair) {
		return findings.stream().filter(finding -> finding.isRepairableBy(repair)).map(Finding::robotId).toList();
	}

	private void sight(List<String> robots, SortedMap<String, LegacyRobot> there, Map<String, String> troubles)
			throws InterruptedException {
		Map<String, KnownRobot> here = this.known.read(robots);
		for (int from = 0; from < robots.size(); from += this.pageSize) {
			List<String> page = robots.subList(from, Math.min(from + this.pageSize, robots.size()));
			List<Sighting> sightings = new ArrayList<>();
			for (String id : page) {
				LegacyRobot robot = there.get(id);
				if (robot != null) {
					sightings.add(this.news.repair(robot, here.get(id)));
				}
			}
			try {
				for (Taken taken : this.newSide.send(sightings)) {
					if (!taken.isTaken()) {
						troubles.put(taken.robotId(), taken.fault().message());
					}
				}
			}
			catch (NewSideAwayException ex) {
				page.forEach(id -> troubles.put(id, String.valueOf(ex.getMessage())));
			}
		}
	}

	private void tell(List<String> robots, Duration left, Map<String, String> troubles) throws InterruptedException {
		if (robots.isEmpty()) {
			return;
		}
		robots.forEach(id -> troubles.put(id, "its beat is no longer fresh, or the legacy is being told of it"));
		List<LegacyBeat> fresh = this.beats.fresh(robots);
		if (fresh.isEmpty()) {
			return;
		}
		ForwardResults results = this.teller.tell(fresh, left);
		results.notTried().forEach(id -> troubles.put(id, "there was no time left, or the legacy failed before"));
		results.told().forEach((id, told) -> {
			switch (told) {
				case TAKEN -> troubles.remove(id);
				case REFUSED -> troubles.put(id, "the legacy refuses the beat");
				case FAILED -> troubles.put(id, "the legacy failed");
				case UNREACHABLE -> troubles.put(id, "the legacy is away");
				case UNANSWERED -> troubles.put(id, "the legacy did not answer");
			}
		});
	}

}
