-- Official documents, kept to be read again and verified by their printed code.
CREATE TABLE document (
  id                uuid PRIMARY KEY,
  insured_id        bigint NOT NULL REFERENCES insured,
  session           bytea NOT NULL,
  kind              text NOT NULL CHECK (kind IN ('ATTESTATION_DROITS')),
  verification_code text NOT NULL UNIQUE,
  issued_at         timestamptz NOT NULL,
  -- the PDF, sealed: it carries the whole NIR
  sealed            bytea NOT NULL,
  paper             text
);
