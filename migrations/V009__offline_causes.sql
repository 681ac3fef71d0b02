-- Why a robot is offline stands where it is shown from, written with the change itself.

ALTER TABLE robots
  ADD COLUMN offline_cause text
    CHECK (offline_cause IN ('said_goodbye', 'single_loss', 'site', 'observer', 'retired'));

COMMENT ON COLUMN robots.offline_cause IS
  'Why it is not alive, also while maintenance masks that; null while it is alive, or was never heard.';

UPDATE robots r SET
  offline_cause = s.cause,
  version = r.version + 1
FROM (
  SELECT
    l.robot_id,
    (
      SELECT e.details ->> 'cause'
      FROM robot_events e
      WHERE e.subject = l.robot_id
        AND e.subject_kind = 'robot'
        AND e.kind = 'offline'
      ORDER BY e.id DESC
      LIMIT 1
    ) AS cause
  FROM robot_liveness l
  WHERE NOT l.alive
) AS s
WHERE r.id = s.robot_id
  AND s.cause IS NOT NULL;

-- For robots that went alone, as it seemed, before their site did.
CREATE INDEX robots_lost_alone ON robots (site) WHERE offline_cause = 'single_loss';

CREATE INDEX site_incidents_by_end ON site_incidents (ended_at);
