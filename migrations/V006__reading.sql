-- Reading the fleet page by page; see ADR 11.

ALTER TABLE robots
  ADD COLUMN teleoperation_status text NOT NULL DEFAULT 'unknown' CHECK (
    teleoperation_status IN ('unavailable', 'ready', 'operated', 'autonomous', 'unclaimed', 'unknown')
  ),
  ADD COLUMN teleoperation_active boolean NOT NULL DEFAULT FALSE,
  ADD COLUMN reported_name        text,
  ADD COLUMN reported_site        text,
  ADD COLUMN given_name           text,
  ADD COLUMN given_site           text;

COMMENT ON COLUMN robots.teleoperation_status IS 'Written by teleoperation-service.';
COMMENT ON COLUMN robots.teleoperation_active IS 'Whether commands flow; written by teleoperation-service.';
COMMENT ON COLUMN robots.reported_name IS 'What the robot last called itself; null when it never did.';
COMMENT ON COLUMN robots.reported_site IS 'Where the robot last said that it stands; null when it never did.';
COMMENT ON COLUMN robots.given_name IS 'What a person called it, whatever the robot says; null when nobody did.';
COMMENT ON COLUMN robots.given_site IS 'Where a person said that it stands, whatever the robot says; null when nobody did.';
COMMENT ON COLUMN robots.name IS 'given_name, else reported_name, else the id.';
COMMENT ON COLUMN robots.site IS 'given_site, else reported_site.';

UPDATE robots SET
  reported_name = NULLIF(name, id),
  reported_site = site;

-- A search never crosses from one line into the next.
CREATE FUNCTION robot_words(id text, name text, tags text[]) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT lower(concat_ws(E'\n', id, name, array_to_string(tags, E'\n')) COLLATE "pg_c_utf8")
$$;

COMMENT ON FUNCTION robot_words IS 'What a robot is found by: its id, name and tags in lower case, a line each.';

ALTER TABLE robots
  ADD COLUMN words text COLLATE "pg_c_utf8" GENERATED ALWAYS AS (robot_words(id, name, tags)) STORED;

-- Each serves a sort or a filter, with the id as the tie-breaker, so that a page is a range.
CREATE INDEX robots_by_name ON robots (lower(name COLLATE "pg_c_utf8"), id) WHERE retired_at IS NULL;
CREATE INDEX robots_by_status_since ON robots (status_since, id) WHERE retired_at IS NULL;
CREATE INDEX robots_by_registered_at ON robots (registered_at, id) WHERE retired_at IS NULL;
CREATE INDEX robots_of_status ON robots (status, id) WHERE retired_at IS NULL;
CREATE INDEX robots_of_teleoperation ON robots (teleoperation_status, id)
  WHERE retired_at IS NULL AND teleoperation_status <> 'unknown';
DROP INDEX robots_of_site;
CREATE INDEX robots_of_site ON robots (site, id) WHERE retired_at IS NULL;

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE robot_search (
  robot_id text COLLATE "C" PRIMARY KEY,
  words    text COLLATE "pg_c_utf8" NOT NULL,
  tags     text[] NOT NULL
);

COMMENT ON TABLE robot_search IS
  'Finds the few robots that a search is for. A table of its own, because every new version of a row goes into all indexes of its table, and robots change their status often and their words hardly ever. Kept by a trigger on robots.';

-- A prime, so that the sample does not step in time with names that are numbered.
ALTER TABLE robot_search ALTER COLUMN words SET STATISTICS 499;

-- A short list of pending entries (in kB): half the cost of a registration, and soon emptied.
CREATE INDEX robot_search_words ON robot_search USING gin (words gin_trgm_ops) WITH (gin_pending_list_limit = 256);
CREATE INDEX robot_search_tags ON robot_search USING gin (tags) WITH (gin_pending_list_limit = 256);

CREATE FUNCTION follow_robot_search() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO robot_search (robot_id, words, tags)
  VALUES (NEW.id, NEW.words, NEW.tags)
  ON CONFLICT (robot_id) DO UPDATE SET
    words = EXCLUDED.words,
    tags = EXCLUDED.tags;
  RETURN NULL;
END
$$;

COMMENT ON FUNCTION follow_robot_search IS 'Keeps robot_search to what is in robots.';

CREATE TRIGGER robots_search_begins
  AFTER INSERT ON robots
  FOR EACH ROW
  EXECUTE FUNCTION follow_robot_search();

CREATE TRIGGER robots_search_changes
  AFTER UPDATE ON robots
  FOR EACH ROW
  WHEN (OLD.words IS DISTINCT FROM NEW.words)
  EXECUTE FUNCTION follow_robot_search();

INSERT INTO robot_search (robot_id, words, tags)
SELECT
  id,
  words,
  tags
FROM robots;
