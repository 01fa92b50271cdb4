-- People who operate the system. No account exists until somebody makes the first by command.
CREATE TABLE staff (
  name     text PRIMARY KEY,
  role     text NOT NULL CHECK (role IN ('operator', 'desk', 'admin')),
  password text NOT NULL,
  made_at  timestamptz NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  wait_until timestamptz
);

-- Only the SHA-256 of what the cookie carries is kept.
CREATE TABLE staff_session (
  token   bytea PRIMARY KEY,
  staff   text NOT NULL REFERENCES staff ON DELETE CASCADE,
  csrf    text NOT NULL,
  began   timestamptz NOT NULL,
  used    timestamptz NOT NULL
);
