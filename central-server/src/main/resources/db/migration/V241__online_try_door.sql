-- Wrong tries with a number are counted at each door apart: at the log-in (rule C9), and where an
-- account is opened (rule O1). What somebody does at one changes nothing at the other.
ALTER TABLE online_try ADD COLUMN door text NOT NULL DEFAULT 'LOG_IN';
ALTER TABLE online_try ALTER COLUMN door DROP DEFAULT;
ALTER TABLE online_try
  DROP CONSTRAINT online_try_pkey,
  ADD PRIMARY KEY (nir_index, door),
  ADD CONSTRAINT online_try_door CHECK (door IN ('LOG_IN', 'OPENING'));
