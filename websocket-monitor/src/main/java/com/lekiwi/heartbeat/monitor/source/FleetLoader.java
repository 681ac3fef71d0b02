package com.lekiwi.heartbeat.monitor.source;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotPage;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Brings the view to what state-manager has, page by page, while updates go on. */
@Component
final class FleetLoader {

	private static final Logger log = LoggerFactory.getLogger(FleetLoader.class);

	/** More robots than these are read with the whole fleet. */
	private static final int SINGLY = 50;

	/** No fleet has so many pages: a cursor that leads in a circle ends here. */
	private static final int MOST_PAGES = 10_000;

	private final StateManagerClient stateManager;

	private final FleetView view;

	private final SourceStatus status;

	private final FleetSituation situation;

	FleetLoader(StateManagerClient stateManager, FleetView view, SourceStatus status, FleetSituation situation) {
		this.stateManager = stateManager;
		this.view = view;
		this.status = status;
		this.situation = situation;
	}

	/** Reads the whole fleet; robots that are no more disappear. */
	void loadAll() {
		long begin = this.view.last();
		long losses = this.status.losses();
		Set<RobotId> strangers = this.view.unknown();
		RobotPage page = this.stateManager.page(null);
		Instant asOf = page.asOf();
		Set<RobotId> found = new HashSet<>();
		for (int pages = 1; take(page, found); pages++) {
			if (pages == MOST_PAGES) {
				throw new RestClientException("state-manager's pages do not end");
			}
			page = this.stateManager.page(page.nextCursor());
		}
		this.view.retain(found, begin);
		this.view.forget(strangers);
		this.status.loaded(asOf, losses);
		log.debug("the fleet was read: {} robots as of {}", found.size(), asOf);
	}

	/**
	 * Reads the robots whose beats were heard and who are not known.
	 * @return false when they are so many that the whole fleet should be read
	 */
	boolean loadUnknown() {
		Set<RobotId> unknown = this.view.unknown();
		if (unknown.size() > SINGLY) {
			return false;
		}
		for (RobotId id : unknown) {
			Optional<Robot> robot = this.stateManager.robot(id);
			robot.ifPresent(found -> this.view.load(List.of(found)));
			this.view.forget(Set.of(id));
		}
		return true;
	}

	/**
	 * Reads what befalls many robots at once. Robots are shown without it: where it
	 * cannot be read, as from a state-manager of an earlier release, that makes nothing
	 * old.
	 */
	void loadSituation() {
		try {
			this.situation.take(this.stateManager.situation());
		}
		catch (RestClientException ex) {
			log.debug("incidents cannot be read", ex);
		}
	}

	void probe() {
		this.stateManager.probe();
	}

	private boolean take(RobotPage page, Set<RobotId> found) {
		this.view.load(page.robots());
		page.robots().forEach(robot -> found.add(robot.id()));
		return page.nextCursor() != null;
	}

}
