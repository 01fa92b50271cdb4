-- The address of an account: at most one validated, and one that waits for its confirmation.
CREATE TABLE email_address (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  insured_id   bigint NOT NULL REFERENCES account,
  address      text NOT NULL,
  address_key  text NOT NULL,
  state        text NOT NULL CHECK (state IN ('WAITING', 'VALIDATED')),
  -- when the newest link was sent (rule E7)
  sent_at      timestamptz NOT NULL,
  validated_at timestamptz
);
-- Rule E1: one address is one person's, whatever two transactions do at once.
CREATE UNIQUE INDEX email_address_key ON email_address (address_key);
CREATE INDEX email_address_insured ON email_address (insured_id);

-- Rule E6. A link outlives its address, to be able to say what became of it.
CREATE TABLE confirmation_link (
  token_sha256 bytea PRIMARY KEY,
  number       bigint GENERATED ALWAYS AS IDENTITY,
  insured_id   bigint NOT NULL REFERENCES account,
  address_id   bigint NOT NULL,
  sent_at      timestamptz NOT NULL,
  used_at      timestamptz
);
CREATE INDEX confirmation_link_insured ON confirmation_link (insured_id, number);
