-- What the edge tells of each request, kept by legacy-adapter. Goes with the legacy.

CREATE TABLE request_logs (
  timestamp     timestamptz NOT NULL,
  system        text NOT NULL CHECK (system IN ('legacy', 'new')),
  endpoint      text NOT NULL,
  status        smallint,
  response_time double precision,
  client_status smallint NOT NULL,
  served_by     text CHECK (served_by IN ('legacy', 'new')),
  request_id    text NOT NULL,
  robot_id      text COLLATE "C",
  weight        integer NOT NULL CHECK (weight > 0)
) PARTITION BY RANGE (timestamp);

COMMENT ON TABLE request_logs IS
  'Requests at the edge: every failure, and of the successes a sample. Copies are not in it.';
COMMENT ON COLUMN request_logs.system IS 'Whose turn it was.';
COMMENT ON COLUMN request_logs.endpoint IS 'A route, never a path that somebody made up.';
COMMENT ON COLUMN request_logs.status IS
  'What that system answered first, whatever the client saw; null where its breaker kept it from being asked.';
COMMENT ON COLUMN request_logs.response_time IS 'How long that answer took, in seconds; null where none was asked.';
COMMENT ON COLUMN request_logs.client_status IS 'What the client saw.';
COMMENT ON COLUMN request_logs.served_by IS 'Who gave the answer that the client saw; null when nobody did.';
COMMENT ON COLUMN request_logs.robot_id IS 'Where the request names it outside its body.';
COMMENT ON COLUMN request_logs.weight IS 'For how many requests the row stands: 1 for a failure.';

CREATE TABLE request_logs_default PARTITION OF request_logs DEFAULT;

COMMENT ON TABLE request_logs_default IS 'Requests of days that have no partition of their own; normally empty.';

CREATE INDEX request_logs_by_time ON request_logs (timestamp);
CREATE INDEX request_logs_failed ON request_logs (timestamp) WHERE status >= 500;

CREATE TABLE migration_tracking (
  timestamp     timestamptz NOT NULL,
  robot_id      text COLLATE "C" NOT NULL,
  key_kind      text NOT NULL CHECK (key_kind IN ('robot', 'address')),
  system        text NOT NULL CHECK (system IN ('legacy', 'new', 'both')),
  latest_system text NOT NULL CHECK (latest_system IN ('legacy', 'new')),
  latest_at     timestamptz NOT NULL,
  PRIMARY KEY (timestamp, robot_id)
) PARTITION BY RANGE (timestamp);

COMMENT ON TABLE migration_tracking IS 'Which system served a robot''s heartbeats, hour by hour.';
COMMENT ON COLUMN migration_tracking.timestamp IS 'The hour''s beginning.';
COMMENT ON COLUMN migration_tracking.robot_id IS
  'A robot; or, of robots that the edge knows by their address only, @ and the address: one row for all behind it.';
COMMENT ON COLUMN migration_tracking.system IS 'Whose turn it was in that hour; both for a robot that moved.';
COMMENT ON COLUMN migration_tracking.latest_system IS 'Whose turn it was at latest_at.';
COMMENT ON COLUMN migration_tracking.latest_at IS 'A recent heartbeat; it is moved on once a minute.';

CREATE TABLE migration_tracking_default PARTITION OF migration_tracking DEFAULT;

COMMENT ON TABLE migration_tracking_default IS 'Hours of days that have no partition of their own; normally empty.';

CREATE TABLE edge_log_workers (
  worker   text COLLATE "C" PRIMARY KEY,
  heard    bigint NOT NULL,
  heard_at timestamptz NOT NULL
);

COMMENT ON TABLE edge_log_workers IS
  'How far each process of nginx was heard, so that lines it wrote while nobody listened are found to be missing.';
COMMENT ON COLUMN edge_log_workers.heard IS 'One more than the highest number of its lines.';
