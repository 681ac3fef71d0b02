package com.lekiwi.heartbeat.adapter.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.lekiwi.heartbeat.adapter.forward.ForwardMemory;
import com.lekiwi.heartbeat.adapter.legacy.LegacyAwayException;
import com.lekiwi.heartbeat.adapter.legacy.LegacyClient;
import com.lekiwi.heartbeat.adapter.legacy.LegacyFleet;
import com.lekiwi.heartbeat.adapter.legacy.LegacyRobot;
import com.lekiwi.heartbeat.adapter.pace.Throttle;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.SyncSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Makes a run: asks the legacy for all robots, and hands to state-manager what is news,
 * page by page in the order of the ids. What was handed over stays when a run ends early;
 * the next one begins after it. A robot that the legacy does not list was forgotten by a
 * restart, and nothing follows from that. For one thread.
 */
@Component
final class FleetSync {

	private static final Logger log = LoggerFactory.getLogger(FleetSync.class);

	private final LegacyClient legacy;

	private final KnownRobots known;

	private final ForwardMemory forwards;

	private final SightingClient newSide;

	private final SyncRuns runs;

	private final SyncMetrics metrics;

	private final SyncSettings settings;

	private final Clock clock;

	private final News news;

	private final OfferedIdentities offered = new OfferedIdentities();

	FleetSync(LegacyClient legacy, KnownRobots known, ForwardMemory forwards, SightingClient newSide, SyncRuns runs,
			SyncMetrics metrics, AdapterSettings settings, Clock clock) {
		this.legacy = legacy;
		this.known = known;
		this.forwards = forwards;
		this.newSide = newSide;
		this.runs = runs;
		this.metrics = metrics;
		this.settings = settings.sync();
		this.clock = clock;
		this.news = new News(settings.sync());
	}

	/**
	 * Makes a run, if there is one to make.
	 * @return whether there was
	 */
	boolean step() throws InterruptedException {
		Optional<SyncRun> begun = this.runs.begin();
		if (begun.isPresent()) {
			make(begun.get());
		}
		return begun.isPresent();
	}

	private void make(SyncRun run) throws InterruptedException {
		RunProgress progress = this.runs.progressOf(run);
		try {
			bringOver(run, progress);
			if (!this.runs.succeed(run)) {
				throw new RunLostException(run.id());
			}
			this.metrics.run("succeeded");
			if (run.kind() != RunKind.CONTINUOUS) {
				log.info("run {} ({}) is done: {} robots, {} written, {} refused", run.id(), run.kind(),
						progress.total(), progress.written(), progress.failed());
			}
		}
		catch (LegacyAwayException | NewSideAwayException ex) {
			this.metrics.run("failed");
			log.warn("run {} failed: {}", run.id(), ex.getMessage());
			this.runs.fail(run, String.valueOf(ex.getMessage()));
		}
		catch (DataAccessException | TransactionException ex) {
			this.metrics.run("failed");
			log.warn("run {} failed: {}", run.id(), ex.getMessage());
			this.runs.fail(run, "the database does not answer");
		}
		catch (RunLostException ex) {
			this.metrics.run("lost");
			log.warn("run {}: {}", run.id(), ex.getMessage());
		}
		catch (InterruptedException ex) {
			this.runs.stop(run);
			throw ex;
		}
	}

	private void bringOver(SyncRun run, RunProgress progress)
			throws LegacyAwayException, NewSideAwayException, RunLostException, InterruptedException {
		LegacyFleet fleet = this.legacy.fleet();
		this.forwards.settle(Duration.between(fleet.askedAt(), fleet.receivedAt()));
		progress.total(fleet.robots().size() + fleet.faults().size());
		fleet.faults().forEach(progress::failed);
		this.metrics.robots("refused", fleet.faults().size());
		String cursor = progress.cursor();
		List<LegacyRobot> rest = (cursor != null) ? List.copyOf(fleet.robots().tailMap(cursor + "\0").values())
				: List.copyOf(fleet.robots().values());
		progress.skipped(fleet.robots().size() - rest.size());
		Throttle throttle = new Throttle(this.settings.robotsPerSecond());
		// No page takes longer than a second to pay for: a run must renew its lease.
		int size = Math.min(this.settings.pageSize(), this.settings.robotsPerSecond());
		for (int from = 0; from < rest.size(); from += size) {
			List<LegacyRobot> page = rest.subList(from, Math.min(from + size, rest.size()));
			int handed = bringOver(page, progress);
			progress.reached(page.getLast().id());
			save(run, progress);
			throttle.pace(handed);
		}
		if (rest.isEmpty()) {
			save(run, progress);
		}
	}

	private void save(SyncRun run, RunProgress progress) throws RunLostException {
		if (!this.runs.progress(run, progress)) {
			throw new RunLostException(run.id());
		}
	}

	/** Returns how many robots were handed over. */
	private int bringOver(List<LegacyRobot> page, RunProgress progress)
			throws NewSideAwayException, InterruptedException {
		Map<String, KnownRobot> here = this.known.read(page.stream().map(LegacyRobot::id).toList());
		List<Sighting> sightings = new ArrayList<>();
		for (LegacyRobot robot : page) {
			this.news.of(robot, here.get(robot.id()), this.clock.instant(), this.offered::contains)
				.ifPresent(sightings::add);
		}
		List<Taken> taken = this.newSide.send(sightings);
		int written = (int) taken.stream().filter(Taken::isWritten).count();
		List<Taken> refused = taken.stream().filter(item -> !item.isTaken()).toList();
		for (Sighting sighting : sightings) {
			this.offered.add(sighting.robotId(), sighting.identity());
		}
		refused.forEach(item -> progress.failed(item.fault()));
		progress.written(written);
		progress.skipped(page.size() - written - refused.size());
		for (Taken item : taken) {
			this.metrics.robots(item.isTaken() ? item.status() : "refused", 1);
		}
		this.metrics.robots("skipped", page.size() - sightings.size());
		return sightings.size();
	}

}
