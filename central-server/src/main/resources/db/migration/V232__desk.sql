-- One person before one agent of the desk: opened by a NIR, so that no NIR ever stands in an
-- address; kept, since it says how the identity was checked.
CREATE TABLE desk_case (
  id          uuid PRIMARY KEY,
  staff       text NOT NULL,
  insured_id  bigint NOT NULL REFERENCES insured,
  opened_at   timestamptz NOT NULL,
  closed_at   timestamptz,
  identity    text,
  identity_at timestamptz,
  -- grows with each deed: a form that is sent twice does its deed once
  turn        int NOT NULL DEFAULT 0,
  CONSTRAINT desk_case_identity_whole CHECK ((identity IS NULL) = (identity_at IS NULL))
);
CREATE INDEX desk_case_insured ON desk_case (insured_id);

-- When the password was given last in a session: it is asked again before what cannot be undone.
ALTER TABLE staff_session ADD COLUMN proved timestamptz;
