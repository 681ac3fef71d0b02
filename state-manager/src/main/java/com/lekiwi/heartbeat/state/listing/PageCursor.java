package com.lekiwi.heartbeat.state.listing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.query.QueryParameters;
import com.lekiwi.heartbeat.state.registry.Place;
import com.lekiwi.heartbeat.state.registry.RobotFilter;
import com.lekiwi.heartbeat.state.registry.RobotOrder;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads cursors of one order and filter: the place where a page ended, and a
 * sum of what was asked for. It says nothing that is secret, and is good for every
 * replica.
 */
final class PageCursor {

	private static final int LONGEST = 1_024;

	private final RobotOrder order;

	private final String asked;

	PageCursor(RobotOrder order, RobotFilter filter) {
		this.order = order;
		CRC32 sum = new CRC32();
		// A record's text names each value, and the sets of this one are sorted.
		sum.update((order.wireName() + filter).getBytes(StandardCharsets.UTF_8));
		this.asked = Long.toHexString(sum.getValue());
	}

	String write(Place place) {
		String text = this.asked + "\n" + place.id() + "\n" + place.value();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads a cursor, and notes what is wrong with it.
	 * @param query the parameters
	 * @return the place where the page before ended; absent for the first page
	 */
	@Nullable Place read(QueryParameters query) {
		String[] parts = query.one("cursor", PageCursor::parts, "the next_cursor of the page before");
		if (parts == null) {
			return null;
		}
		if (!parts[0].equals(this.asked)) {
			query.fault("cursor", "is of another sort or filter; ask for the first page again, without a cursor");
			return null;
		}
		if (!this.order.takes(parts[2])) {
			query.fault("cursor", "must be the next_cursor of the page before");
			return null;
		}
		return new Place(parts[2], new RobotId(parts[1]));
	}

	private static String @Nullable [] parts(String cursor) {
		if (cursor.length() > LONGEST) {
			return null;
		}
		try {
			String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
			String[] parts = text.split("\n", 3);
			return (parts.length == 3 && RobotId.isValid(parts[1])) ? parts : null;
		}
		catch (IllegalArgumentException ex) {
			// The caller says what it must be.
			return null;
		}
	}

}
