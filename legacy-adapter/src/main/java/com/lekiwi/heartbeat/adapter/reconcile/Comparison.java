package com.lekiwi.heartbeat.adapter.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.lekiwi.heartbeat.adapter.legacy.LegacyRobot;
import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.SyncSettings.IdentityAuthority;
import com.lekiwi.heartbeat.adapter.sync.KnownRobot;
import com.lekiwi.heartbeat.adapter.sync.News;
import org.jspecify.annotations.Nullable;

/**
 * Says in what two sides differ about one robot, and how that can be repaired. The legacy
 * learns by beats alone, which it dates itself: it is told of beats that robots sent to
 * the new side, while they are fresh, and of nothing else.
 */
final class Comparison {

	private static final String NO_BEAT = "the legacy learns by beats alone, and there is no fresh one of the robot's own "
			+ "to pass on; if it speaks to the legacy, its next beat repairs this";

	private final News news;

	private final Duration tolerance;

	private final Duration freshFor;

	private final boolean legacyDecides;

	Comparison(AdapterSettings settings) {
		this.news = new News(settings.sync());
		this.tolerance = settings.reconcile().tolerance();
		this.freshFor = settings.forward().maxAge();
		this.legacyDecides = settings.sync().identity() == IdentityAuthority.LEGACY;
	}

	List<Difference> missingHere(LegacyRobot there) {
		return List
			.of(Difference.repairable(DifferenceKind.MISSING_HERE, null, there.lastSeen().toString(), Repair.SIGHTING));
	}

	List<Difference> missingThere(KnownRobot here, Instant now) {
		if (here.retiredAt() != null) {
			return List.of();
		}
		return List.of(toTheLegacy(DifferenceKind.MISSING_THERE, text(here.lastBeatAt()), null, here, now));
	}

	List<Difference> of(KnownRobot here, LegacyRobot there, Instant now) {
		if (here.retiredAt() != null && !this.news.wasHeardLater(there, here)) {
			return List.of();
		}
		List<Difference> differences = new ArrayList<>();
		compareIdentity(here, there, now, differences);
		compareTimes(here, there, now, differences);
		Repair repair = differences.stream()
			.filter(found -> found.kind() == DifferenceKind.OLDER_HERE || found.kind() == DifferenceKind.OLDER_THERE)
			.map(Difference::repair)
			.findFirst()
			.orElse(Repair.NONE);
		if (here.alive() != there.online()) {
			String alive = here.alive() ? "online" : "offline";
			String online = there.online() ? "online" : "offline";
			differences.add((repair != Repair.NONE)
					? Difference.repairable(DifferenceKind.STATUS, alive, online, repair)
					: Difference.unrepairable(DifferenceKind.STATUS, alive, online,
							"both heard it at about the same time, or the legacy has it from us; they wait for different times"));
		}
		Boolean ready = here.hostReady();
		if (ready != null && here.alive() && there.online() && ready != there.hostReady()) {
			differences.add(toTheLegacy(DifferenceKind.TELEOPERATION, ready.toString(),
					Boolean.toString(there.hostReady()), here, now));
		}
		return differences;
	}

	private void compareIdentity(KnownRobot here, LegacyRobot there, Instant now, List<Difference> differences) {
		String name = Objects.requireNonNullElse(there.name(), there.id());
		if (!name.equals(here.name())) {
			boolean ours = there.name() != null && (this.legacyDecides || here.name().equals(here.id()));
			differences.add(identity(DifferenceKind.NAME, here.name(), name, ours, here, now));
		}
		String type = Objects.requireNonNullElse(there.type(), "unknown");
		if (!type.equals(here.type())) {
			boolean ours = there.type() != null && (this.legacyDecides || here.type().equals("unknown"));
			differences.add(identity(DifferenceKind.TYPE, here.type(), type, ours, here, now));
		}
		if (!Objects.equals(there.address(), here.address())) {
			boolean ours = there.address() != null && here.address() == null;
			differences.add(identity(DifferenceKind.ADDRESS, here.address(), there.address(), ours, here, now));
		}
	}

	/**
	 * Of a robot that speaks to the new side itself, the new side knows better who it is.
	 */
	private Difference identity(DifferenceKind kind, @Nullable String here, @Nullable String there,
			boolean legacyCounts, KnownRobot robot, Instant now) {
		return (legacyCounts && !robot.forwardable()) ? Difference.repairable(kind, here, there, Repair.SIGHTING)
				: toTheLegacy(kind, here, there, robot, now);
	}

	private void compareTimes(KnownRobot here, LegacyRobot there, Instant now, List<Difference> differences) {
		Instant last = here.lastBeatAt();
		if (last == null || there.lastSeen().isAfter(last.plus(this.tolerance))) {
			if (!this.news.isEcho(there, here)) {
				differences.add(Difference.repairable(DifferenceKind.OLDER_HERE, text(last),
						there.lastSeen().toString(), Repair.SIGHTING));
			}
		}
		else if (last.isAfter(there.lastSeen().plus(this.tolerance))) {
			differences
				.add(toTheLegacy(DifferenceKind.OLDER_THERE, last.toString(), there.lastSeen().toString(), here, now));
		}
	}

	private Difference toTheLegacy(DifferenceKind kind, @Nullable String here, @Nullable String there, KnownRobot robot,
			Instant now) {
		Instant last = robot.lastBeatAt();
		boolean fresh = robot.forwardable() && last != null && last.isAfter(now.minus(this.freshFor));
		return fresh ? Difference.repairable(kind, here, there, Repair.HEARTBEAT)
				: Difference.unrepairable(kind, here, there, NO_BEAT);
	}

	private static @Nullable String text(@Nullable Instant instant) {
		return (instant != null) ? instant.toString() : null;
	}

}
