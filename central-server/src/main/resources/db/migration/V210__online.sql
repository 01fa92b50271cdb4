-- The account online.

-- Rule C6: a code that was mailed and used stands here until a new one is chosen.
ALTER TABLE access_code DROP CONSTRAINT access_code_kind_check;
ALTER TABLE access_code ADD CONSTRAINT access_code_kind_check
  CHECK (kind IN ('PROVISIONAL', 'PERSONAL', 'MAILED'));

-- How long a session of the portal lives between two uses; its person may ask for more.
ALTER TABLE kiosk_session ADD COLUMN idle_minutes int NOT NULL DEFAULT 15;

-- Wrong tries with a number alone, by the number's keyed index, be it anybody's or nobody's. They
-- lock no code (rule C9): after some, the number alone is not enough any more.
CREATE TABLE online_try (
  nir_index bytea PRIMARY KEY,
  wrong_at  timestamptz[] NOT NULL
);

-- Requests for a forgotten code (rule C6). One without a person looks and ages like the others.
CREATE TABLE code_request (
  token_sha256 bytea PRIMARY KEY,
  insured_id   bigint REFERENCES account,
  hash         text NOT NULL,
  issued_at    timestamptz NOT NULL,
  wrong        int NOT NULL,
  used         boolean NOT NULL
);
CREATE INDEX code_request_age ON code_request (issued_at);

-- Accounts that are being opened online (rule O1): nothing is an account before its code is chosen.
CREATE TABLE opening (
  token_sha256      bytea PRIMARY KEY,
  insured_id        bigint NOT NULL REFERENCES insured,
  began_at          timestamptz NOT NULL,
  terms_version     text
);
CREATE INDEX opening_age ON opening (began_at);

-- Codes to copy from a picture or from speech: each is tried once.
CREATE TABLE copy_code (
  id      uuid PRIMARY KEY,
  sealed  bytea NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX copy_code_age ON copy_code (made_at);
