CREATE TABLE observer_blind_intervals (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, began_at timestamptz NOT NULL, ended_at timestamptz NOT NULL, cause text NOT NULL, CHECK (ended_at >= began_at));

COMMENT ON TABLE observer_blind_intervals IS
  'When nobody was listening: what robots did then is not known, and counts against nobody.';
