-- Beats that have no number carry a key, the same each time they are sent; see ADR 17.

COMMENT ON COLUMN robot_liveness.boot_id IS
  'Of the last beat that had a number. Empty while none ever had: no boot is called so, so every numbered beat meets a row of another boot then.';
COMMENT ON COLUMN robot_liveness.received_before IS
  'Beats of earlier boots, and all that had no number.';

CREATE TABLE robot_beat_keys (
  robot_id      text COLLATE "C" PRIMARY KEY,
  keys          text[] NOT NULL,
  received_at   timestamptz[] NOT NULL,
  repeats_until timestamptz NOT NULL
)
WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_cost_delay = 0);

COMMENT ON TABLE robot_beat_keys IS
  'The keys of the last eight beats of each robot that had one, so that a copy or a retry counts once. Off the hot row: beats with numbers do not touch it.';
COMMENT ON COLUMN robot_beat_keys.keys IS 'In the order in which they were taken.';
COMMENT ON COLUMN robot_beat_keys.received_at IS 'When each of them was received.';
COMMENT ON COLUMN robot_beat_keys.repeats_until IS
  'Until when the last of them, sent again, is a repeat: one interval and a half. After that it is a robot that says the same key with every beat.';

CREATE FUNCTION is_repeated_key(
  keys          text[],
  received_at   timestamptz[],
  repeats_until timestamptz,
  key           text,
  at            timestamptz
) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN COALESCE(
    at < CASE WHEN keys[cardinality(keys)] = key
      THEN repeats_until
      ELSE received_at[(array_positions(keys, key))[cardinality(array_positions(keys, key))]] + interval '60 seconds'
    END,
    FALSE
  );

COMMENT ON FUNCTION is_repeated_key IS
  'Whether a beat with this key was taken before. A key that is older than a minute is forgotten.';

CREATE TABLE robot_sightings (
  robot_id text COLLATE "C" PRIMARY KEY,
  seen_at  timestamptz NOT NULL
)
WITH (fillfactor = 50);

COMMENT ON TABLE robot_sightings IS
  'When others saw a robot, where that moved the time of its last beat: no later than it, the robot''s own beat is the newest.';
