-- What keeps the new side and the legacy in step. All of it goes when the legacy goes.

CREATE TABLE sync_runs (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL CHECK (kind IN ('backfill', 'continuous', 'manual', 'reconcile')),
  state        text NOT NULL CHECK (state IN ('requested', 'running', 'succeeded', 'failed', 'abandoned')),
  requested_at timestamptz NOT NULL,
  started_at   timestamptz,
  ended_at     timestamptz,
  holder       text,
  lease_until  timestamptz,
  next_at      timestamptz,
  failures     smallint NOT NULL DEFAULT 0,
  resumes      bigint,
  cursor       text COLLATE "C",
  total        integer NOT NULL DEFAULT 0,
  seen         integer NOT NULL DEFAULT 0,
  written      integer NOT NULL DEFAULT 0,
  skipped      integer NOT NULL DEFAULT 0,
  failed       integer NOT NULL DEFAULT 0,
  faults       jsonb NOT NULL DEFAULT '[]',
  error        text,
  CHECK ((state = 'running') = (lease_until IS NOT NULL)),
  CHECK ((state IN ('requested', 'running')) = (ended_at IS NULL))
);

COMMENT ON TABLE sync_runs IS 'Each time that robots were brought over from the legacy, or both sides were compared.';
COMMENT ON COLUMN sync_runs.lease_until IS
  'The run is its holder''s until then; a run that is not moved on in time is abandoned, and another replica goes on.';
COMMENT ON COLUMN sync_runs.next_at IS 'No run begins by itself before.';
COMMENT ON COLUMN sync_runs.failures IS 'How many runs failed in a row, with this one.';
COMMENT ON COLUMN sync_runs.resumes IS 'The run that ended early, after whose cursor this one began.';
COMMENT ON COLUMN sync_runs.cursor IS 'The id of the last robot that is done.';
COMMENT ON COLUMN sync_runs.faults IS 'Robots that could not be brought over, and why; the first of them.';

-- One at a time, whichever replica it is: this is the lock.
CREATE UNIQUE INDEX sync_runs_open ON sync_runs ((kind = 'reconcile')) WHERE state IN ('requested', 'running');
CREATE INDEX sync_runs_by_end ON sync_runs (ended_at);

-- One call and no more, so that a replica that is stopped in the middle of it holds no lock on
-- the others.
CREATE FUNCTION begin_sync_run(who text, lease interval, of_itself boolean) RETURNS SETOF sync_runs
  LANGUAGE plpgsql
AS $$
DECLARE
  now  timestamptz := fleet_time();
  last sync_runs;
BEGIN
  UPDATE sync_runs r SET
    state = 'abandoned',
    ended_at = now,
    lease_until = NULL,
    error = 'its replica fell silent'
  WHERE r.state = 'running'
    AND r.kind <> 'reconcile'
    AND r.lease_until < now;
  RETURN QUERY
    UPDATE sync_runs r SET
      state = 'running',
      started_at = now,
      holder = who,
      lease_until = now + lease
    WHERE r.state = 'requested'
      AND r.kind <> 'reconcile'
    RETURNING r.*;
  IF FOUND OR NOT of_itself THEN
    RETURN;
  END IF;
  SELECT *
  INTO last
  FROM sync_runs r
  WHERE r.kind <> 'reconcile'
  ORDER BY r.id DESC
  LIMIT 1;
  IF last.state IN ('requested', 'running') OR last.next_at > now THEN
    RETURN;
  END IF;
  RETURN QUERY
    INSERT INTO sync_runs AS r (kind, state, requested_at, started_at, holder, lease_until, resumes, cursor)
    VALUES (
      CASE
        WHEN EXISTS (SELECT FROM sync_runs b WHERE b.kind = 'backfill' AND b.state = 'succeeded') THEN 'continuous'
        ELSE 'backfill'
      END,
      'running',
      now,
      now,
      who,
      now + lease,
      CASE WHEN last.state IN ('failed', 'abandoned') AND last.cursor IS NOT NULL THEN last.id END,
      CASE WHEN last.state IN ('failed', 'abandoned') THEN last.cursor END
    )
    ON CONFLICT DO NOTHING
    RETURNING r.*;
END
$$;

COMMENT ON FUNCTION begin_sync_run IS
  'Takes up a run that was asked for, or begins one when it is time: one row, or none when there is nothing to do.';

CREATE TABLE legacy_forwards (
  robot_id text COLLATE "C" PRIMARY KEY,
  beat_at  timestamptz NOT NULL,
  sent_at  timestamptz NOT NULL,
  ended_at timestamptz
)
WITH (fillfactor = 50);

COMMENT ON TABLE legacy_forwards IS
  'The last beat of a robot that the legacy was told of, written before it is told: what the legacy heard up to the end of that, it may have heard from us.';
COMMENT ON COLUMN legacy_forwards.beat_at IS 'When the new side received that beat; -infinity when the legacy did not take it.';
COMMENT ON COLUMN legacy_forwards.ended_at IS 'The legacy can have carried it out until then; null while nobody knows.';

CREATE TABLE migration_leases (
  name        text PRIMARY KEY,
  holder      text NOT NULL,
  lease_until timestamptz NOT NULL
);

COMMENT ON TABLE migration_leases IS 'What one replica at a time does; who does not renew it in time loses it.';

-- The one place that says which beats the legacy may be told of: those that robots sent to the
-- new side themselves, in its own dialect, and that still count. Beats of the legacy's dialect
-- reach the legacy by the edge, and what was heard of by sync came from there. A robot may have
-- spoken several ways: what counts is the newest.
CREATE VIEW forwardable_beats AS
  SELECT
    l.robot_id,
    r.name,
    r.type,
    r.address,
    l.reported,
    l.host_ready,
    l.last_beat_at
  FROM robot_liveness l
  JOIN robots r ON r.id = l.robot_id
  WHERE l.boot_id <> ''
    AND l.alive
    AND l.last_beat_at IS NOT NULL
    AND l.lease_until > fleet_time()
    AND r.retired_at IS NULL
    AND NOT EXISTS (
      SELECT
      FROM robot_beat_keys k
      WHERE k.robot_id = l.robot_id
        AND k.received_at[cardinality(k.received_at)] >= l.last_beat_at
    )
    AND NOT EXISTS (
      SELECT
      FROM robot_sightings s
      WHERE s.robot_id = l.robot_id
        AND s.seen_at >= l.last_beat_at
    );

COMMENT ON VIEW forwardable_beats IS 'Newest beats that adapters may pass on to the legacy.';
