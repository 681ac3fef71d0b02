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
