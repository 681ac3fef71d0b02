CREATE SEQUENCE robot_event_ids;

CREATE TABLE robot_events (
  id           bigint NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('robot', 'site', 'observer')),
  subject      text COLLATE "C" NOT NULL,
  kind         text NOT NULL,
  occurred_at  timestamptz NOT NULL,
  recorded_at  timestamptz NOT NULL,
  details      jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);

COMMENT ON TABLE robot_events IS
  'Every change, in one order: append-only, written in the transaction of the change by append_robot_events.';

CREATE INDEX robot_events_of_subject ON robot_events (subject, id);

-- The ids are drawn under a lock that is held until the commit. So a transaction that drew
-- lower ids has committed before one that draws higher ones: ids become visible in order,
-- and a reader that remembers the last id it saw misses nothing. Call it after all row locks
-- are taken, or two transactions may wait for each other.
CREATE FUNCTION append_robot_events(
  subject_kinds text[],
  subjects      text[],
  kinds         text[],
  occurred_ats  timestamptz[],
  details       text[]
) RETURNS SETOF bigint
  LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('robot_events', 0));
  RETURN QUERY
    INSERT INTO robot_events (id, subject_kind, subject, kind, occurred_at, recorded_at, details)
    SELECT
      nextval('robot_event_ids'),
      e.subject_kind,
      e.subject,
      e.kind,
      e.occurred_at,
      clock_timestamp(),
      e.details::jsonb
    FROM unnest(subject_kinds, subjects, kinds, occurred_ats, append_robot_events.details)
      WITH ORDINALITY AS e (subject_kind, subject, kind, occurred_at, details, position)
    ORDER BY e.position
    RETURNING id;
END
$$;

COMMENT ON FUNCTION append_robot_events IS 'The one way to append events; returns their ids, in order.';
