-- What the caisse paid to a person: the substance of two kinds of documents.
CREATE TABLE payment (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  insured_id bigint NOT NULL REFERENCES insured ON DELETE CASCADE,
  kind       text NOT NULL CHECK (kind IN ('ALLOWANCE', 'CARE')),
  label      text NOT NULL,
  -- the days an allowance is for; the day of care, twice
  first_day  date NOT NULL,
  last_day   date NOT NULL CHECK (last_day >= first_day),
  paid_on    date NOT NULL,
  base_cents bigint NOT NULL,
  paid_cents bigint NOT NULL
);
CREATE INDEX payment_insured ON payment (insured_id, paid_on);

ALTER TABLE document
  DROP CONSTRAINT document_kind_check,
  ADD CONSTRAINT document_kind_check
    CHECK (kind IN ('ATTESTATION_DROITS', 'INDEMNITES_JOURNALIERES', 'RELEVE_MENSUEL')),
  -- only a document issued at a kiosk has a kiosk's session
  ALTER COLUMN session DROP NOT NULL,
  ADD COLUMN first_day date,
  ADD COLUMN last_day date;
CREATE INDEX document_insured ON document (insured_id, issued_at);
