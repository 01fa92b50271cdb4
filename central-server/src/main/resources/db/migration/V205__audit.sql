-- Who did what. Each line holds the digest of the one before it, so that nothing can be changed,
-- taken out or put in unseen.
CREATE TABLE audit_line (
  number     bigint PRIMARY KEY,
  at         timestamptz NOT NULL,
  actor      text NOT NULL,
  action     text NOT NULL,
  insured_id bigint,
  detail     text NOT NULL,
  digest     bytea NOT NULL
);

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit lines are only ever added';
END $$;

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_line
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_line
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
