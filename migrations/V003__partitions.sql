-- Rows for which no partition was made in time land here rather than being refused: a late
-- partition must never cost a heartbeat.
CREATE TABLE robot_samples_default PARTITION OF robot_samples DEFAULT;
CREATE TABLE robot_events_default PARTITION OF robot_events DEFAULT;

COMMENT ON TABLE robot_samples_default IS 'Samples of days that have no partition of their own; normally empty.';
COMMENT ON TABLE robot_events_default IS 'Events of days that have no partition of their own; normally empty.';

CREATE FUNCTION keep_daily_partitions(parent text, today date, days_ahead integer, days_kept integer)
  RETURNS TABLE (created integer, dropped integer)
  LANGUAGE plpgsql
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
    SELECT c.relname AS name
    FROM pg_inherits i
    JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = parent::regclass
      AND c.relname ~ '_[0-9]{8}$'
      AND to_date(right(c.relname, 8), 'YYYYMMDD') < today - days_kept
  LOOP
    EXECUTE format('DROP TABLE %I', child.name);
    dropped := dropped + 1;
  END LOOP;
  RETURN NEXT;
END
$$;

COMMENT ON FUNCTION keep_daily_partitions IS
  'Makes a table''s partitions, a UTC day each, ahead of time, and drops those that are too old.';
