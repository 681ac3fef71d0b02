CREATE TABLE robot_event_retention (
  only_row      boolean PRIMARY KEY DEFAULT TRUE CHECK (only_row),
  dropped_up_to bigint NOT NULL DEFAULT 0,
  kept_since    timestamptz
);

COMMENT ON TABLE robot_event_retention IS
  'What is gone of the log, in one row that is written in the transaction that drops a day of it.';
COMMENT ON COLUMN robot_event_retention.dropped_up_to IS
  'The highest id that was ever dropped. Whoever has seen the log up to here, or further, has missed nothing.';
COMMENT ON COLUMN robot_event_retention.kept_since IS
  'All that was recorded from here on is kept; null while nothing was ever dropped.';

INSERT INTO robot_event_retention DEFAULT VALUES;

CREATE INDEX robot_events_of_kind ON robot_events (kind, id);

CREATE TABLE robot_event_head (
  only_row    boolean PRIMARY KEY DEFAULT TRUE CHECK (only_row),
  highest_id  bigint NOT NULL DEFAULT 0,
  recorded_at timestamptz NOT NULL DEFAULT '-infinity'
);

COMMENT ON TABLE robot_event_head IS
  'The newest event, in one row that is written with each append: how far the log goes, without looking into it.';

INSERT INTO robot_event_head (highest_id, recorded_at)
SELECT
  COALESCE(max(id), 0),
  COALESCE(max(recorded_at), '-infinity')
FROM robot_events;

CREATE TABLE robot_event_days (
  first_id    bigint PRIMARY KEY,
  recorded_at timestamptz NOT NULL
);

COMMENT ON TABLE robot_event_days IS
  'The first event of each UTC day. No event with this id or a higher one was recorded earlier, so a reader with a cursor knows which days of the log it need not look into.';

-- As before; and recorded_at never falls as ids rise, also where the clock is set back.
CREATE OR REPLACE FUNCTION append_robot_events(
  subject_kinds text[],
  subjects      text[],
  kinds         text[],
  occurred_ats  timestamptz[],
  details       text[]
) RETURNS SETOF bigint
  LANGUAGE plpgsql
AS $$
DECLARE
  before   timestamptz;
  now_here timestamptz;
  ids      bigint[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('robot_events', 0));
  SELECT h.recorded_at INTO before FROM robot_event_head h;
  now_here := GREATEST(before, clock_timestamp());
  WITH appended AS (
    INSERT INTO robot_events (id, subject_kind, subject, kind, occurred_at, recorded_at, details)
    SELECT
      nextval('robot_event_ids'),
      e.subject_kind,
      e.subject,
      e.kind,
      e.occurred_at,
      now_here,
      e.details::jsonb
    FROM unnest(subject_kinds, subjects, kinds, occurred_ats, append_robot_events.details)
      WITH ORDINALITY AS e (subject_kind, subject, kind, occurred_at, details, position)
    ORDER BY e.position
    RETURNING id
  )
  SELECT array_agg(a.id ORDER BY a.id) INTO ids FROM appended a;
  IF ids IS NULL THEN
    RETURN;
  END IF;
  IF before = '-infinity' OR (before AT TIME ZONE 'UTC')::date <> (now_here AT TIME ZONE 'UTC')::date THEN
    INSERT INTO robot_event_days (first_id, recorded_at) VALUES (ids[1], now_here);
  END IF;
  UPDATE robot_event_head SET
    highest_id = ids[cardinality(ids)],
    recorded_at = now_here;
  RETURN QUERY SELECT unnest(ids);
END
$$;

-- Locks the whole log first: readers and writers of it then take the same locks in the same
-- order as DROP TABLE does, and nothing is added to the day after its highest id was read.
CREATE FUNCTION note_dropped_events(partition text, day date) RETURNS void
  LANGUAGE plpgsql
AS $$
DECLARE
  highest bigint;
BEGIN
  LOCK TABLE ONLY robot_events IN ACCESS EXCLUSIVE MODE;
  EXECUTE format('SELECT max(id) FROM %I', partition) INTO highest;
  UPDATE robot_event_retention SET
    dropped_up_to = GREATEST(dropped_up_to, highest),
    kept_since = GREATEST(kept_since, (day + 1)::timestamp AT TIME ZONE 'UTC');
  DELETE FROM robot_event_days d
  WHERE d.recorded_at < (SELECT r.kept_since - interval '1 day' FROM robot_event_retention r);
END
$$;

COMMENT ON FUNCTION note_dropped_events IS 'Notes what the log loses with a day that is about to be dropped.';

-- As before, and it notes what is dropped of the log. Whoever waits for this function's locks
-- waits with every appender behind them: it gives up soon, and the next hour tries again.
CREATE OR REPLACE FUNCTION keep_daily_partitions(parent text, today date, days_ahead integer, days_kept integer)
  RETURNS TABLE (created integer, dropped integer)
  LANGUAGE plpgsql
  SET lock_timeout = '2s'
AS $$
DECLARE
  day   date;
  child record;
BEGIN
  created := 0;
  dropped := 0;
  PERFORM pg_advisory_xact_lock(hashtextextended('keep_daily_partitions', 0));
  FOR day IN SELECT generate_series(today, today + days_ahead, interval '1 day')::date LOOP
    IF to_regclass(format('%I', parent || to_char(day, '_YYYYMMDD'))) IS NULL THEN
      EXECUTE format(
        'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
        parent || to_char(day, '_YYYYMMDD'),
        parent,
        day::text || ' 00:00:00+00',
        (day + 1)::text || ' 00:00:00+00'
      );
      created := created + 1;
    END IF;
  END LOOP;
  FOR child IN
    SELECT c.relname AS name, to_date(right(c.relname, 8), 'YYYYMMDD') AS of_day
    FROM pg_inherits i
    JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = parent::regclass
      AND c.relname ~ '_[0-9]{8}$'
      AND to_date(right(c.relname, 8), 'YYYYMMDD') < today - days_kept
    ORDER BY of_day
  LOOP
    IF parent = 'robot_events' THEN
      PERFORM note_dropped_events(child.name, child.of_day);
    END IF;
    EXECUTE format('DROP TABLE %I', child.name);
    dropped := dropped + 1;
  END LOOP;
  RETURN NEXT;
END
$$;

-- For the newest of them, which may be long ago.
CREATE INDEX robot_events_of_long_turns ON robot_events (subject, id)
  WHERE kind IN ('failed', 'recovered', 'retired', 'returned');
