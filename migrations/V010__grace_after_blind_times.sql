-- As before, with ten seconds instead of five, and also for whoever was heard since: what waited
-- in a queue while nobody listened is taken first, and says nothing of the robot's next beat.
CREATE OR REPLACE FUNCTION lease_end(last_beat_at timestamptz, lease_until timestamptz) RETURNS timestamptz
  LANGUAGE plpgsql STABLE
AS $$
DECLARE
  -- A second without an answer, Retry-After of three seconds and half as much again, or a
  -- backoff of five; and the beat itself.
  grace    CONSTANT interval := interval '10 seconds';
  deadline timestamptz := lease_until;
  blind    record;
BEGIN
  FOR blind IN
    SELECT b.began_at, b.ended_at
    FROM observer_blind_intervals b
    WHERE b.ended_at > last_beat_at - grace
    ORDER BY b.began_at
  LOOP
    IF blind.ended_at <= last_beat_at THEN
      deadline := GREATEST(deadline, blind.ended_at + grace);
    ELSIF blind.began_at <= deadline THEN
      deadline := GREATEST(deadline, blind.ended_at + GREATEST(lease_until - last_beat_at, grace));
    END IF;
  END LOOP;
  RETURN deadline;
END
$$;
