package com.lekiwi.heartbeat.monitor.poll;

import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.monitor.event.EventPosition;
import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.event.EventSlice;
import com.lekiwi.heartbeat.monitor.fleet.Changes;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.fleet.RobotFilter;
import com.lekiwi.heartbeat.monitor.fleet.RobotJson;
import com.lekiwi.heartbeat.monitor.fleet.ViewedRobot;
import com.lekiwi.heartbeat.monitor.settings.EventSettings;
import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds what is new since a token. Nothing is remembered of who asks: a robot that
 * changed and is not wanted counts as removed, whether the client had it or not.
 */
@Component
final class UpdateReader {

	private final FleetView view;

	private final RobotJson json;

	private final EventRing ring;

	private final EventSettings events;

	private final int maxRobots;

	UpdateReader(FleetView view, RobotJson json, EventRing ring, MonitorSettings settings) {
		this.view = view;
		this.json = json;
		this.ring = ring;
		this.events = settings.events();
		this.maxRobots = settings.updates().maxRobots();
	}

	UpdateAnswer read(UpdateQuery query) {
		UpdateToken since = query.since();
		String digest = query.digest();
		Log log = log(query, since);
		Part part = (since != null && isOurs(since, digest)) ? goOn(since, query.filter())
				: snapshot(this.view.last(), null, query.filter());
		UpdateToken next = new UpdateToken(this.view.instance(), part.change, log.cursor, log.since, digest, "0",
				part.after);
		return new UpdateAnswer(part.snapshot, part.robots, part.removed, part.conflated, log.events, log.leftOut,
				part.more || log.more, next);
	}

	private boolean isOurs(UpdateToken since, String digest) {
		return isOfHere(since) && since.filter().equals(digest) && since.change() <= this.view.last();
	}

	private boolean isOfHere(UpdateToken since) {
		return since.instance().equals(this.view.instance());
	}

	private Part goOn(UpdateToken since, RobotFilter filter) {
		if (since.after() != null) {
			return snapshot(since.change(), since.after(), filter);
		}
		Part changes = changes(since.change(), filter);
		return (changes != null) ? changes : snapshot(this.view.last(), null, filter);
	}

	private record Part(boolean snapshot, List<String> robots, List<String> removed, long conflated, boolean more,
			long change, @Nullable RobotId after) {

	}

	private record Log(List<String> events, EventPosition.@Nullable LeftOut leftOut, boolean more, long cursor,
			long since) {

	}

	private @Nullable Part changes(long since, RobotFilter filter) {
		Changes newer = this.view.since(since, this.maxRobots);
		if (newer == null) {
			return null;
		}
		List<String> robots = new ArrayList<>();
		List<String> removed = new ArrayList<>();
		for (ViewedRobot viewed : newer.robots()) {
			Robot robot = viewed.robot();
			if (robot != null && filter.takes(robot)) {
				robots.add(viewed.whole(this.json));
			}
			else {
				removed.add(viewed.id().value());
			}
		}
		long overtaken = filter.takesAll() ? Math.max(0, newer.upTo() - since - newer.robots().size()) : 0;
		return new Part(false, robots, removed, overtaken, newer.isCut(), newer.upTo(), null);
	}

	/** A snapshot that does not fit goes on after the last robot of the part before. */
	private Part snapshot(long change, @Nullable RobotId after, RobotFilter filter) {
		List<String> robots = new ArrayList<>();
		RobotId last = null;
		for (ViewedRobot viewed : this.view.range(after, null)) {
			Robot robot = viewed.robot();
			if (viewed.id().equals(after) || robot == null || !filter.takes(robot)) {
				continue;
			}
			if (robots.size() == this.maxRobots) {
				return new Part(after == null, robots, List.of(), 0, true, change, last);
			}
			robots.add(viewed.whole(this.json));
			last = viewed.id();
		}
		return new Part(after == null, robots, List.of(), 0, after != null && change != this.view.last(), change, null);
	}

	private Log log(UpdateQuery query, @Nullable UpdateToken token) {
		Long cursor = (token != null && token.cursor() != EventRing.UNKNOWN) ? token.cursor() : null;
		long since = (token != null && isOfHere(token)) ? token.since() : System.nanoTime();
		if (!query.events()) {
			return new Log(List.of(), null, false, (cursor != null) ? cursor : this.ring.newest(), since);
		}
		EventPosition position = new EventPosition(this.ring, cursor, this.events.resumeLimit(), since);
		EventPosition.LeftOut leftOut = position.leftOut();
		if (!position.isBehind()) {
			return new Log(List.of(), leftOut, false, position.cursor(), since);
		}
		EventSlice slice = position.next(this.events.resumeLimit());
		position.took(slice);
		return new Log(EventPosition.json(slice, event -> query.filter().takesEvent(event, this.view)), leftOut,
				position.isBehind(), position.cursor(), since);
	}

}
