-- Who watches, and when nobody did.

CREATE TABLE observer_blind_intervals (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  cause    text NOT NULL,
  CHECK (ended_at >= began_at)
);

COMMENT ON TABLE observer_blind_intervals IS
  'When no replica could hear robots: silence in such an interval counts against nobody.';
COMMENT ON COLUMN observer_blind_intervals.cause IS
  'restarted, paused, store_away, clock_stepped, or edge_silent: all sites fell silent at once.';

CREATE INDEX observer_blind_intervals_by_end ON observer_blind_intervals (ended_at);

CREATE TABLE observer_watch (
  id            boolean PRIMARY KEY DEFAULT TRUE CHECK (id),
  watched_until timestamptz
);

COMMENT ON TABLE observer_watch IS
  'One row, which every replica that watches moves on, some times a second: the system is blind when nobody does.';

INSERT INTO observer_watch (watched_until) VALUES (NULL);

-- The one clock of the fleet. Replicas follow it; see ADR 9.
CREATE FUNCTION fleet_time() RETURNS timestamptz
  LANGUAGE sql VOLATILE
AS $$
  SELECT clock_timestamp()
$$;

COMMENT ON FUNCTION fleet_time IS 'The time by which the fleet is judged.';

CREATE FUNCTION record_blind_interval(began timestamptz, ended timestamptz, why text) RETURNS void
  LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO observer_blind_intervals (began_at, ended_at, cause)
  VALUES (began, ended, why);
  PERFORM append_robot_events(
    ARRAY['observer'],
    ARRAY['state-manager'],
    ARRAY['observer_blind'],
    ARRAY[ended],
    ARRAY[jsonb_build_object(
      'from', began,
      'to', ended,
      'seconds', round(EXTRACT(epoch FROM ended - began), 3),
      'cause', why
    )::text]
  );
END
$$;

COMMENT ON FUNCTION record_blind_interval IS
  'Records that nobody listened, and tells of it. Call it after all row locks are taken.';

-- One call and no more, so that a replica that is stopped in the middle of it holds no lock on
-- the others. Of several that find the row old, one records the interval.
CREATE FUNCTION observer_look(
  blind_after_s double precision,
  why           text,
  last_look     timestamptz,
  passed_s      double precision
) RETURNS TABLE (now timestamptz, blind_since timestamptz, cause text)
  LANGUAGE plpgsql
AS $$
DECLARE
  before timestamptz;
BEGIN
  -- A look that a crash forgets is a look that was not made.
  PERFORM set_config('synchronous_commit', 'off', TRUE);
  SELECT w.watched_until INTO before FROM observer_watch w FOR UPDATE;
  now := fleet_time();
  UPDATE observer_watch SET watched_until = now;
  IF now - before > make_interval(secs => blind_after_s) THEN
    PERFORM set_config('synchronous_commit', 'on', TRUE);
    blind_since := before;
    cause := CASE
      WHEN EXTRACT(epoch FROM now - last_look) - passed_s > blind_after_s / 2 THEN 'clock_stepped'
      ELSE why
    END;
    PERFORM record_blind_interval(before, now, cause);
  END IF;
  RETURN NEXT;
END
$$;

COMMENT ON FUNCTION observer_look IS
  'Says that somebody listens; returns since when nobody did, if that is longer than blind_after_s.';

-- Whoever has a lease when a blind interval ends gets a whole one from its end, and at least
-- five seconds: robots come back with backoff.
CREATE FUNCTION lease_end(last_beat_at timestamptz, lease_until timestamptz) RETURNS timestamptz
  LANGUAGE plpgsql STABLE
AS $$
DECLARE
  deadline timestamptz := lease_until;
  blind    record;
BEGIN
  FOR blind IN
    SELECT b.began_at, b.ended_at
    FROM observer_blind_intervals b
    WHERE b.ended_at > last_beat_at
    ORDER BY b.began_at
  LOOP
    IF blind.began_at <= deadline THEN
      deadline := GREATEST(
        deadline,
        blind.ended_at + GREATEST(lease_until - last_beat_at, interval '5 seconds')
      );
    END IF;
  END LOOP;
  RETURN deadline;
END
$$;

COMMENT ON FUNCTION lease_end IS 'When a lease ends, given when nobody was watching.';

-- What people and the observer say of robots.

ALTER TABLE robots
  ADD COLUMN retired_at         timestamptz,
  ADD COLUMN maintenance_since  timestamptz,
  ADD COLUMN maintenance_until  timestamptz,
  ADD COLUMN maintenance_reason text,
  ADD COLUMN maintenance_by     text,
  ADD COLUMN flapping           boolean NOT NULL DEFAULT FALSE,
  ADD COLUMN flaps              integer NOT NULL DEFAULT 0,
  ADD COLUMN flaps_since        timestamptz,
  ADD COLUMN flapped_at         timestamptz;

COMMENT ON COLUMN robots.retired_at IS 'When a person took it out of the fleet; its history stays.';
COMMENT ON COLUMN robots.maintenance_until IS 'When maintenance ends by itself; null when there is none.';
COMMENT ON COLUMN robots.flapping IS 'Whether it blinks, so that its changes are recorded and not announced.';
COMMENT ON COLUMN robots.flaps IS 'How often it went offline since flaps_since.';
COMMENT ON COLUMN robots.flapped_at IS 'When it last went offline.';

CREATE INDEX robots_of_site ON robots (site) WHERE retired_at IS NULL;
CREATE INDEX robots_in_maintenance ON robots (maintenance_until) WHERE maintenance_until IS NOT NULL;
CREATE INDEX robots_flapping ON robots (flapped_at) WHERE flapping;

-- Silence that many robots share.

CREATE TABLE site_incidents (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cause        text NOT NULL CHECK (cause IN ('site', 'observer')),
  site         text,
  began_at     timestamptz NOT NULL,
  detected_at  timestamptz NOT NULL,
  robots_alive integer NOT NULL,
  robots_lost  integer NOT NULL,
  ended_at     timestamptz,
  outcome      text CHECK (outcome IN ('returned', 'stayed_away')),
  CHECK ((cause = 'site') = (site IS NOT NULL)),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);

COMMENT ON TABLE site_incidents IS
  'Sites whose robots fell silent together, or the whole fleet: one incident in place of as many alarms.';
COMMENT ON COLUMN site_incidents.site IS 'Null when every site is silent: the fault is the observer''s.';
COMMENT ON COLUMN site_incidents.began_at IS 'The last beat of the robot that was missed first.';
COMMENT ON COLUMN site_incidents.robots_alive IS 'Robots that were alive when it began.';

CREATE UNIQUE INDEX site_incidents_open ON site_incidents (COALESCE('=' || site, '')) WHERE ended_at IS NULL;
