-- Ids are compared byte by byte, as Java compares them: writers lock rows in this order.

CREATE TABLE robots (
  id               text COLLATE "C" PRIMARY KEY,
  name             text NOT NULL,
  type             text NOT NULL DEFAULT 'unknown' CHECK (type IN ('lekiwi', 'xle', 'unknown')),
  site             text,
  address          text,
  tags             text[] NOT NULL DEFAULT '{}',
  status           text NOT NULL CHECK (status IN ('discovered', 'maintenance', 'failed', 'online', 'offline')),
  status_since     timestamptz NOT NULL,
  agent_version    text,
  software_version text,
  registered_at    timestamptz NOT NULL,
  version          bigint NOT NULL DEFAULT 1
);

COMMENT ON TABLE robots IS
  'Who a robot is and how it is shown. Changes when something changes, not with every beat.';
COMMENT ON COLUMN robots.version IS
  'Rises with every change of the row: readers keep the row with the higher one.';

CREATE TABLE robot_liveness (
  robot_id            text COLLATE "C" PRIMARY KEY
                      REFERENCES robots (id) DEFERRABLE INITIALLY DEFERRED,

  -- The order of beats.
  boot_id             text NOT NULL,
  seq                 bigint NOT NULL,
  seq_window          bigint NOT NULL,
  first_seq           bigint NOT NULL,
  received            bigint NOT NULL,
  received_before     bigint NOT NULL DEFAULT 0,
  lost_before         bigint NOT NULL DEFAULT 0,
  reboots             integer NOT NULL DEFAULT 0,
  boot_contests       integer NOT NULL DEFAULT 0,
  boot_contested_at   timestamptz,

  -- Liveness.
  alive               boolean NOT NULL,
  last_beat_at        timestamptz,
  lease_until         timestamptz,
  interval_s          smallint NOT NULL,

  -- The newest values.
  reported            text NOT NULL,
  skew_ms             bigint,
  battery_percent     real,
  battery_voltage     real,
  cpu                 real,
  memory              real,
  disk                real,
  temperature_c       real,
  host_ready          boolean,
  command_rate_hz     real,
  last_command_age_ms bigint,
  command_source      text,
  operator_id         text,
  profile_hash        bigint NOT NULL
)
WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_cost_delay = 0);

COMMENT ON TABLE robot_liveness IS
  'The hot row of a robot: written by every batch of beats. Narrow, and no secondary index, so that updates stay heap-only.';
COMMENT ON COLUMN robot_liveness.seq_window IS
  'Bit i is set when beat seq - i of this boot has arrived (RFC 4303, 3.4.3).';
COMMENT ON COLUMN robot_liveness.first_seq IS
  'Where counting began in this boot: beats lost = seq - first_seq + 1 - received.';
COMMENT ON COLUMN robot_liveness.lost_before IS 'Beats lost in earlier boots.';
COMMENT ON COLUMN robot_liveness.boot_contests IS
  'How often, of late, an earlier boot went on counting after a newer one had begun: two robots with one name.';
COMMENT ON COLUMN robot_liveness.profile_hash IS
  'Of the name, type, site, address and versions that the robot last gave; 0 when it gave none.';

-- Both shift by more than 63 without wrapping around; the planner inlines them.
CREATE FUNCTION shift_window(bits bigint, by bigint) RETURNS bigint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN by < 64 THEN bits << by::integer ELSE 0 END;

COMMENT ON FUNCTION shift_window IS 'A window of received beats, aligned to a number that is `by` higher.';

CREATE TABLE robot_boots (
  robot_id      text COLLATE "C" NOT NULL REFERENCES robots (id),
  boot_id       text NOT NULL,
  superseded_at timestamptz NOT NULL,
  seq           bigint NOT NULL,
  seq_window    bigint NOT NULL,
  first_seq     bigint NOT NULL,
  received      bigint NOT NULL,
  PRIMARY KEY (robot_id, boot_id)
);

COMMENT ON TABLE robot_boots IS
  'The last few boots before the current one, so that a late beat is told from a reboot, and counted.';

CREATE TABLE robot_samples (
  robot_id             text COLLATE "C" NOT NULL,
  minute               timestamptz NOT NULL,
  battery_percent_min  real,
  battery_percent_mean real,
  battery_percent_max  real,
  battery_percent_n    integer NOT NULL DEFAULT 0,
  battery_voltage_min  real,
  battery_voltage_mean real,
  battery_voltage_max  real,
  battery_voltage_n    integer NOT NULL DEFAULT 0,
  cpu_min              real,
  cpu_mean             real,
  cpu_max              real,
  cpu_n                integer NOT NULL DEFAULT 0,
  memory_min           real,
  memory_mean          real,
  memory_max           real,
  memory_n             integer NOT NULL DEFAULT 0,
  disk_min             real,
  disk_mean            real,
  disk_max             real,
  disk_n               integer NOT NULL DEFAULT 0,
  temperature_c_min    real,
  temperature_c_mean   real,
  temperature_c_max    real,
  temperature_c_n      integer NOT NULL DEFAULT 0,
  PRIMARY KEY (robot_id, minute)
) PARTITION BY RANGE (minute);

COMMENT ON TABLE robot_samples IS
  'Battery and resources over time: one row a robot a minute, to which every replica adds what it received.';
COMMENT ON COLUMN robot_samples.cpu_n IS 'How many beats of the minute had the value, likewise for the others.';

CREATE TABLE robot_deployments (
  robot_id         text COLLATE "C" NOT NULL REFERENCES robots (id),
  since            timestamptz NOT NULL,
  agent_version    text,
  software_version text,
  PRIMARY KEY (robot_id, since)
);

COMMENT ON TABLE robot_deployments IS 'Software on a robot over time, as its beats said.';
