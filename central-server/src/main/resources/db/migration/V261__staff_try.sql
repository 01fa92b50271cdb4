-- Wrong passwords, by the keyed index of a name, be it somebody's or nobody's: from one network,
-- and from all of them together where the network is empty.
CREATE TABLE staff_try (
  name_index    bytea NOT NULL,
  network_index bytea NOT NULL,
  wrong         int NOT NULL,
  wait_until    timestamptz,
  -- the last try that was looked at
  tried_at      timestamptz NOT NULL,
  -- the last log-in
  right_at      timestamptz,
  PRIMARY KEY (name_index, network_index)
);
CREATE INDEX staff_try_age ON staff_try (tried_at);
ALTER TABLE staff DROP COLUMN failures, DROP COLUMN wait_until;
