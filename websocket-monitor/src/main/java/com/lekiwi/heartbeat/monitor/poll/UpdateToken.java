package com.lekiwi.heartbeat.monitor.poll;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.contract.identity.RobotId;
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
 * @param after the last robot of a snapshot that goes on; absent when it is complete
 */
record UpdateToken(String instance, long change, long cursor, long since, String filter, @Nullable RobotId after) {

	private static final Pattern FORM = Pattern
		.compile("1~([0-9a-f]{8})~([0-9]{1,18})~(-1|[0-9]{1,18})~([0-9a-f]{1,16})~([0-9a-f]{1,8})~("
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
			return new UpdateToken(NOBODY, 0, Long.parseLong(text), 0, NOBODY, null);
		}
		Matcher form = FORM.matcher(text);
		if (!form.matches()) {
			return null;
		}
		String after = form.group(6);
		return new UpdateToken(form.group(1), Long.parseLong(form.group(2)), Long.parseLong(form.group(3)),
				Long.parseUnsignedLong(form.group(4), 16), form.group(5), (after != null) ? new RobotId(after) : null);
	}

	@Override
	public String toString() {
		return "1~" + this.instance + "~" + this.change + "~" + this.cursor + "~" + Long.toHexString(this.since) + "~"
				+ this.filter + "~" + ((this.after != null) ? this.after.value() : "");
	}

}
