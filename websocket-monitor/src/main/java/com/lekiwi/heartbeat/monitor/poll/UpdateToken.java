package com.lekiwi.heartbeat.monitor.poll;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import org.jspecify.annotations.Nullable;

/**
 * What one who polls has seen: all there is to know of it, so that any replica can go on.
 * It is opaque to clients; its form may change with any release.
 *
 * @param instance whose numbers of changes these are
 * @param change the number of the last change that was seen
 * @param cursor how far it came in the log of events; -1 when it was never read
 * @param since when that instance first saw the cursor, in {@link System#nanoTime()}
 * @param filter a digest of the filter
 * @param told a digest of what was told of the sources and of the situation
 * @param after the last robot of a snapshot that goes on; absent when it is complete
 */
record UpdateToken(String instance, long change, long cursor, long since, String filter, String told,
		@Nullable RobotId after) {

	private static final Pattern FORM = Pattern
		.compile("1~([0-9a-f]{8})~([0-9]{1,18})~(-1|[0-9]{1,18})~([0-9a-f]{1,16})~([0-9a-f]{1,8})~([0-9a-f]{1,8})~("
				+ RobotId.FORM.pattern() + ")?");

	private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}");

	/** Of one who comes with a cursor only: no instance has this name. */
	private static final String NOBODY = "";

	/**
	 * Reads a token, or a cursor of the log of events, which whoever comes from a
	 * WebSocket has.
	 * @return {@code null} for what is neither
	 */
	static @Nullable UpdateToken parse(String text) {
		if (CURSOR.matcher(text).matches()) {
			return new UpdateToken(NOBODY, 0, Long.parseLong(text), 0, NOBODY, NOBODY, null);
		}
		Matcher form = FORM.matcher(text);
		if (!form.matches()) {
			return null;
		}
		String after = form.group(7);
		return new UpdateToken(form.group(1), Long.parseLong(form.group(2)), Long.parseLong(form.group(3)),
				Long.parseUnsignedLong(form.group(4), 16), form.group(5), form.group(6),
				(after != null) ? new RobotId(after) : null);
	}

	/** The same, of one who is told this as well. */
	UpdateToken telling(SourceState state, Situation situation) {
		return new UpdateToken(this.instance, this.change, this.cursor, this.since, this.filter,
				digest(state, situation), this.after);
	}

	/** Whether this is what was told. */
	boolean tells(SourceState state, Situation situation) {
		return this.told.equals(digest(state, situation));
	}

	/** The same on all replicas. */
	private static String digest(SourceState state, Situation situation) {
		List<String> open = state.gaps()
			.stream()
			.filter(gap -> gap.to() == null)
			.map(gap -> gap.reason().jsonName())
			.sorted()
			.toList();
		return Integer.toHexString(List.of(state.redisUp(), state.stateManagerUp(), open,
				situation.incidents().toString(), situation.blind().toString())
			.hashCode());
	}

	@Override
	public String toString() {
		return "1~" + this.instance + "~" + this.change + "~" + this.cursor + "~" + Long.toHexString(this.since) + "~"
				+ this.filter + "~" + this.told + "~" + ((this.after != null) ? this.after.value() : "");
	}

}
