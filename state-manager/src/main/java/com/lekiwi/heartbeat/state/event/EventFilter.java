package com.lekiwi.heartbeat.state.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for.
 *
 * @param kinds of which kinds; empty for all
 * @param subjectKind what they happened to; absent for anything
 * @param subject whom they happened to; absent for anybody
 * @param from when they happened at the earliest; absent for any time
 * @param to before when they happened; absent for any time
 */
record EventFilter(Set<String> kinds, @Nullable String subjectKind, @Nullable String subject, @Nullable Instant from,
		@Nullable Instant to) {

	/** Conditions on the row {@code e}, each with an AND before it. */
	String sql() {
		StringBuilder sql = new StringBuilder();
		if (!this.kinds.isEmpty()) {
			sql.append(" AND e.kind = ANY (?)");
		}
		if (this.subjectKind != null) {
			sql.append(" AND e.subject_kind = ?");
		}
		if (this.subject != null) {
			sql.append(" AND e.subject = ?");
		}
		if (this.from != null) {
			sql.append(" AND e.occurred_at >= ?::timestamptz");
		}
		if (this.to != null) {
			sql.append(" AND e.occurred_at < ?::timestamptz");
		}
		return sql.toString();
	}

	/** The parameters of {@link #sql()}, in order. */
	List<Object> parameters() {
		List<Object> parameters = new ArrayList<>();
		if (!this.kinds.isEmpty()) {
			parameters.add(this.kinds.toArray(String[]::new));
		}
		if (this.subjectKind != null) {
			parameters.add(this.subjectKind);
		}
		if (this.subject != null) {
			parameters.add(this.subject);
		}
		if (this.from != null) {
			parameters.add(this.from.toString());
		}
		if (this.to != null) {
			parameters.add(this.to.toString());
		}
		return parameters;
	}

}
