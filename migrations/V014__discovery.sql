-- Robots are looked for, by several replicas that share the work.

CREATE TABLE discovery_scans (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL CHECK (kind IN ('manual', 'scheduled', 'mdns')),
  state        text NOT NULL CHECK (state IN ('queued', 'running', 'finished', 'cancelled')),
  schedule     text COLLATE "C",
  cidr         text,
  adopt        boolean NOT NULL,
  requested_by text NOT NULL,
  reason       text,
  total        integer NOT NULL,
  done         integer NOT NULL DEFAULT 0,
  requested_at timestamptz NOT NULL,
  started_at   timestamptz,
  finished_at  timestamptz,
  version      bigint NOT NULL DEFAULT 1,
  CHECK ((state IN ('queued', 'running')) = (finished_at IS NULL))
);

COMMENT ON TABLE discovery_scans IS 'Each time that addresses were to be asked whether they are robots.';
COMMENT ON COLUMN discovery_scans.done IS 'Addresses with a result.';
COMMENT ON COLUMN discovery_scans.version IS 'Grows with each change, so that a reader can wait for the next.';

CREATE INDEX discovery_scans_open ON discovery_scans (id) WHERE state IN ('queued', 'running');
CREATE INDEX discovery_scans_by_end ON discovery_scans (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE discovery_shares (
  scan_id     bigint NOT NULL REFERENCES discovery_scans ON DELETE CASCADE,
  number      integer NOT NULL,
  addresses   inet[] NOT NULL,
  holder      text COLLATE "C",
  lease_until timestamptz,
  PRIMARY KEY (scan_id, number),
  CHECK ((holder IS NULL) = (lease_until IS NULL))
);

COMMENT ON TABLE discovery_shares IS
  'The parts of a scan that are not done; whoever holds one asks its addresses. It goes with its last result.';
COMMENT ON COLUMN discovery_shares.holder IS 'A name that is drawn anew each time that a share is taken.';
COMMENT ON COLUMN discovery_shares.lease_until IS 'Afterwards another replica may take it.';

CREATE INDEX discovery_shares_held ON discovery_shares (holder) WHERE holder IS NOT NULL;

CREATE TABLE discovery_results (
  scan_id     bigint NOT NULL REFERENCES discovery_scans ON DELETE CASCADE,
  address     inet NOT NULL,
  number      bigint GENERATED ALWAYS AS IDENTITY,
  outcome     text COLLATE "C" NOT NULL,
  result      jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (scan_id, address)
);

COMMENT ON TABLE discovery_results IS 'What came of asking an address in a scan, with the evidence. The first word stays.';
COMMENT ON COLUMN discovery_results.number IS
  'The order of recording within a scan: drawn while its row is locked, so a reader that goes on from one skips none.';

CREATE INDEX discovery_results_in_order ON discovery_results (scan_id, number);

CREATE TABLE discovery_outcomes (
  scan_id   bigint NOT NULL REFERENCES discovery_scans ON DELETE CASCADE,
  outcome   text COLLATE "C" NOT NULL,
  addresses integer NOT NULL,
  PRIMARY KEY (scan_id, outcome)
);

COMMENT ON TABLE discovery_outcomes IS 'How many results of each kind a scan has, so that nobody counts them.';

CREATE TABLE discovery_ignored (
  address    inet PRIMARY KEY,
  reason     text,
  ignored_at timestamptz NOT NULL
);

COMMENT ON TABLE discovery_ignored IS 'Addresses whose robots are not to be adopted.';

CREATE TABLE discovery_robots (
  address         inet PRIMARY KEY,
  robot_id        text COLLATE "C" NOT NULL,
  result          jsonb NOT NULL,
  scan_id         bigint NOT NULL,
  seen_at         timestamptz NOT NULL,
  adoption        text NOT NULL CHECK (adoption IN ('found', 'pending', 'adopted', 'refused')),
  adoption_detail text,
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  adopted_at      timestamptz,
  CHECK ((adoption = 'pending') = (next_attempt_at IS NOT NULL))
);

COMMENT ON TABLE discovery_robots IS 'The last robot that was found at each address, and what became of it.';
COMMENT ON COLUMN discovery_robots.scan_id IS 'The scan that found it; scans are deleted after a while, finds are not.';
COMMENT ON COLUMN discovery_robots.attempts IS 'How often state-manager was asked in vain.';

CREATE INDEX discovery_robots_pending ON discovery_robots (next_attempt_at) WHERE adoption = 'pending';

CREATE TABLE discovery_schedules (
  name       text COLLATE "C" PRIMARY KEY,
  started_at timestamptz
);

COMMENT ON TABLE discovery_schedules IS 'When each schedule last began a scan: of several replicas one does.';

CREATE TABLE discovery_hints (
  address   inet PRIMARY KEY,
  hinted_at timestamptz NOT NULL
);

COMMENT ON TABLE discovery_hints IS 'When an address was last asked because it had been announced.';

-- Each of these is one call and no more, so that a replica that is stopped in the middle of it
-- holds no lock on the others. Where several rows are locked, the scan's comes first.

CREATE FUNCTION create_discovery_scan(kind text, schedule text, cidr text, addresses text[], share_size integer,
    adopt boolean, requested_by text, reason text, max_open integer) RETURNS bigint
  LANGUAGE plpgsql
AS $$
DECLARE
  created bigint;
BEGIN
  -- One after the other, or several would each see room for one more.
  PERFORM pg_advisory_xact_lock(8011, 1);
  IF (SELECT count(*) FROM discovery_scans d WHERE d.state IN ('queued', 'running')) >= max_open THEN
    RETURN NULL;
  END IF;
  INSERT INTO discovery_scans (kind, state, schedule, cidr, adopt, requested_by, reason, total, requested_at)
  VALUES (kind, 'queued', schedule, cidr, adopt, requested_by, reason, cardinality(addresses), fleet_time())
  RETURNING id INTO created;
  INSERT INTO discovery_shares (scan_id, number, addresses)
  SELECT created, (a.position - 1) / share_size, array_agg(a.address::inet ORDER BY a.position)
  FROM unnest(addresses) WITH ORDINALITY AS a (address, position)
  GROUP BY 2;
  RETURN created;
END
$$;

COMMENT ON FUNCTION create_discovery_scan IS 'Queues a scan; nothing where as many are open as may be.';

CREATE FUNCTION take_discovery_share(who text, lease interval)
    RETURNS TABLE (scan bigint, share integer, remaining text[], taken_over boolean)
  LANGUAGE plpgsql
AS $$
DECLARE
  now   timestamptz := fleet_time();
  whole inet[];
BEGIN
  -- Scans of which fewer shares are being worked on come first, so a small one does not wait
  -- behind a large one.
  -- The choice is made once: a subquery in FROM may be run again for every row that the plan
  -- puts before it, and would lock and take another share each time.
  WITH open AS MATERIALIZED (
    SELECT d.id
    FROM discovery_scans d
    WHERE d.state IN ('queued', 'running')
    ORDER BY (
      SELECT count(*)
      FROM discovery_shares b
      WHERE b.scan_id = d.id
        AND b.lease_until >= now
    ), d.id
  ), chosen AS MATERIALIZED (
    SELECT f.scan_id, f.number, f.holder AS before
    FROM open o
    CROSS JOIN LATERAL (
      SELECT *
      FROM discovery_shares c
      WHERE c.scan_id = o.id
        AND (c.lease_until IS NULL OR c.lease_until < now)
      ORDER BY c.number
      LIMIT 1
      FOR UPDATE SKIP LOCKED
    ) f
    LIMIT 1
  )
  UPDATE discovery_shares s SET
    holder = who,
    lease_until = now + lease
  FROM chosen n
  WHERE s.scan_id = n.scan_id
    AND s.number = n.number
  RETURNING s.scan_id, s.number, s.addresses, n.before IS NOT NULL INTO scan, share, whole, taken_over;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  UPDATE discovery_scans d SET
    state = 'running',
    started_at = now,
    version = d.version + 1
  WHERE d.id = scan
    AND d.state = 'queued';
  -- What was recorded by whoever held it before is not asked again.
  remaining := ARRAY(
    SELECT host(a.address)
    FROM unnest(whole) WITH ORDINALITY AS a (address, position)
    WHERE NOT EXISTS (
      SELECT
      FROM discovery_results r
      WHERE r.scan_id = scan
        AND r.address = a.address
    )
    ORDER BY a.position
  );
  RETURN NEXT;
END
$$;

COMMENT ON FUNCTION take_discovery_share IS 'Takes one share that nobody holds; nothing where there is none.';

CREATE FUNCTION discovery_stands(known discovery_robots, news discovery_robots) RETURNS boolean
  LANGUAGE sql IMMUTABLE
AS $$
  SELECT known.robot_id = news.robot_id
    AND (known.adoption IN ('adopted', 'pending') OR news.adoption = 'found')
$$;

COMMENT ON FUNCTION discovery_stands IS
  'Whether what was decided of a robot holds: it is the same one, and it is not to be adopted only now.';

CREATE FUNCTION record_discovery(scan bigint, results jsonb, done_holders text[]) RETURNS boolean
  LANGUAGE plpgsql
AS $$
DECLARE
  now     timestamptz := fleet_time();
  running discovery_scans;
  written integer;
BEGIN
  SELECT *
  INTO running
  FROM discovery_scans d
  WHERE d.id = scan
    AND d.state = 'running'
  FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  WITH news AS (
    INSERT INTO discovery_results (scan_id, address, outcome, result, recorded_at)
    SELECT scan, (e.value ->> 'address')::inet, e.value ->> 'outcome', e.value, now
    FROM jsonb_array_elements(results) AS e
    ON CONFLICT DO NOTHING
    RETURNING address, outcome, result
  ), counted AS (
    INSERT INTO discovery_outcomes AS o (scan_id, outcome, addresses)
    SELECT scan, n.outcome, count(*)
    FROM news n
    GROUP BY n.outcome
    ON CONFLICT (scan_id, outcome) DO UPDATE SET
      addresses = o.addresses + EXCLUDED.addresses
  ), found AS (
    INSERT INTO discovery_robots AS r (address, robot_id, result, scan_id, seen_at, adoption, next_attempt_at)
    SELECT n.address, n.result -> 'robot' ->> 'id', n.result, scan, now,
      CASE WHEN running.adopt AND i.address IS NULL THEN 'pending' ELSE 'found' END,
      CASE WHEN running.adopt AND i.address IS NULL THEN now END
    FROM news n
    LEFT JOIN discovery_ignored i USING (address)
    WHERE n.outcome = 'robot'
    ORDER BY n.address
    ON CONFLICT (address) DO UPDATE SET
      robot_id = EXCLUDED.robot_id,
      result = EXCLUDED.result,
      scan_id = EXCLUDED.scan_id,
      seen_at = EXCLUDED.seen_at,
      adoption = CASE WHEN discovery_stands(r, EXCLUDED) THEN r.adoption ELSE EXCLUDED.adoption END,
      adoption_detail = CASE WHEN discovery_stands(r, EXCLUDED) THEN r.adoption_detail END,
      attempts = CASE WHEN discovery_stands(r, EXCLUDED) THEN r.attempts ELSE 0 END,
      next_attempt_at = CASE WHEN discovery_stands(r, EXCLUDED) THEN r.next_attempt_at ELSE EXCLUDED.next_attempt_at END,
      adopted_at = CASE WHEN discovery_stands(r, EXCLUDED) THEN r.adopted_at END
  )
  SELECT count(*)
  INTO written
  FROM news;
  DELETE FROM discovery_shares s
  WHERE s.scan_id = scan
    AND s.holder = ANY (done_holders);
  IF EXISTS (SELECT FROM discovery_shares s WHERE s.scan_id = scan) THEN
    UPDATE discovery_scans d SET
      done = d.done + written,
      version = d.version + 1
    WHERE d.id = scan
      AND written > 0;
  ELSE
    UPDATE discovery_scans d SET
      done = d.done + written,
      state = 'finished',
      finished_at = now,
      version = d.version + 1
    WHERE d.id = scan;
  END IF;
  RETURN true;
END
$$;

COMMENT ON FUNCTION record_discovery IS
  'Writes results that nobody has written yet, ends shares that are still their holders'', and the scan with the last '
  'one; false where the scan is over.';

CREATE FUNCTION start_scheduled_scan(schedule_name text, every interval, cidr text, addresses text[],
    share_size integer, adopt boolean, max_open integer) RETURNS bigint
  LANGUAGE plpgsql
AS $$
DECLARE
  now     timestamptz := fleet_time();
  created bigint;
  before  timestamptz;
BEGIN
  INSERT INTO discovery_schedules (name)
  VALUES (schedule_name)
  ON CONFLICT DO NOTHING;
  SELECT s.started_at
  INTO before
  FROM discovery_schedules s
  WHERE s.name = schedule_name
  FOR UPDATE;
  IF before + every > now OR EXISTS (
    SELECT
    FROM discovery_scans d
    WHERE d.schedule = schedule_name
      AND d.state IN ('queued', 'running')
  ) THEN
    RETURN NULL;
  END IF;
  created := create_discovery_scan('scheduled', schedule_name, cidr, addresses, share_size, adopt, 'schedule', NULL,
    max_open);
  IF created IS NOT NULL THEN
    UPDATE discovery_schedules s SET
      started_at = now
    WHERE s.name = schedule_name;
  END IF;
  RETURN created;
END
$$;

COMMENT ON FUNCTION start_scheduled_scan IS
  'Queues a schedule''s scan where it is due and its last one is over; of several replicas that try one does.';
