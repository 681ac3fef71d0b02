package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.bulk.Columns;

/**
 * Remembers the keys of beats that have no number, and tells repeats by them. The row of
 * a robot is locked with its first key, so of replicas that have the same beat one takes
 * it, and the others wait for its commit.
 */
final class KeyMemory {

	/**
	 * Takes one key a robot, and returns the robots of which it is no repeat.
	 */
	private static final String TAKE = """
			INSERT INTO robot_beat_keys AS k (robot_id, keys, received_at, repeats_until)
			SELECT
			  u.robot_id,
			  ARRAY[u.key],
			  ARRAY[to_timestamp(u.at_us::double precision / 1000000)],
			  to_timestamp((u.at_us + LEAST(u.interval_s * 1500000::bigint, 60000000))::double precision / 1000000)
			FROM (
			  SELECT
			    unnest(?::text[]) AS robot_id,
			    unnest(?::text[]) AS key,
			    unnest(?::bigint[]) AS at_us,
			    unnest(?::integer[]) AS interval_s,
			    generate_series(0, ? - 1) AS position
			) AS u
			ORDER BY u.position
			ON CONFLICT (robot_id) DO UPDATE SET
			  keys = k.keys[GREATEST(1, cardinality(k.keys) - 6):] || EXCLUDED.keys,
			  received_at = k.received_at[GREATEST(1, cardinality(k.received_at) - 6):] || EXCLUDED.received_at,
			  repeats_until = EXCLUDED.repeats_until
			WHERE NOT is_repeated_key(k.keys, k.received_at, k.repeats_until, EXCLUDED.keys[1], EXCLUDED.received_at[1])
			RETURNING k.robot_id""";

	private final Connection connection;

	KeyMemory(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Takes the keys of a group.
	 * @param group beats of either form, in order of arrival
	 * @return the same without those that were taken before
	 * @throws SQLException if the store refuses or is away
	 */
	List<ReceivedBeat> withoutRepeats(List<ReceivedBeat> group) throws SQLException {
		Map<RobotId, Map<String, ReceivedBeat>> firsts = firsts(group);
		if (firsts.isEmpty()) {
			return group;
		}
		Set<ReceivedBeat> taken = Collections.newSetFromMap(new IdentityHashMap<>());
		List<List<ReceivedBeat>> left = firsts.values().stream().map(beats -> List.copyOf(beats.values())).toList();
		for (int pass = 0; !left.isEmpty(); pass++) {
			int position = pass;
			left = left.stream().filter(beats -> beats.size() > position).toList();
			take(left.stream().map(beats -> beats.get(position)).toList(), taken);
		}
		return group.stream().filter(beat -> !beat.isKeyed() || taken.contains(beat)).toList();
	}

	/** The first beat with each key, by robot; a repeat within a group is none. */
	private static Map<RobotId, Map<String, ReceivedBeat>> firsts(List<ReceivedBeat> group) {
		Map<RobotId, Map<String, ReceivedBeat>> firsts = new HashMap<>(0);
		for (ReceivedBeat beat : group) {
			String key = beat.beat().key();
			if (key != null) {
				firsts.computeIfAbsent(beat.id(), id -> new LinkedHashMap<>()).putIfAbsent(key, beat);
			}
		}
		return firsts;
	}

	private void take(List<ReceivedBeat> oneEach, Set<ReceivedBeat> taken) throws SQLException {
		if (oneEach.isEmpty()) {
			return;
		}
		List<ReceivedBeat> beats = new ArrayList<>(oneEach);
		beats.sort(Comparator.comparing(ReceivedBeat::id));
		Set<RobotId> news = new HashSet<>();
		try (PreparedStatement take = this.connection.prepareStatement(TAKE)) {
			Columns<ReceivedBeat> columns = new Columns<>(this.connection, take, beats);
			columns.texts(beat -> beat.id().value());
			columns.texts(beat -> beat.beat().key());
			columns.knownLongs(beat -> ChronoUnit.MICROS.between(Instant.EPOCH, beat.receivedAt()));
			columns.knownIntegers(LivenessRows::intervalOf);
			columns.size();
			try (ResultSet row = take.executeQuery()) {
				while (row.next()) {
					news.add(new RobotId(row.getString(1)));
				}
			}
		}
		beats.stream().filter(beat -> news.contains(beat.id())).forEach(taken::add);
	}

}
