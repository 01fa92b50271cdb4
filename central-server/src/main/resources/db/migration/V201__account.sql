-- An account exists from the day its first code is issued.
CREATE TABLE account (
  insured_id             bigint PRIMARY KEY REFERENCES insured,
  created_at             timestamptz NOT NULL,
  -- rule O3: two facts, each with its date
  terms_version          text,
  terms_accepted_at      timestamptz,
  paper_mail_ended_at    timestamptz,
  inbox_mail_accepted_at timestamptz,
  -- rule P1: E.164
  mobile                 text,
  landline               text,
  contact_saved_at       timestamptz
);

-- Rule P2: every answer with its date and the wording shown; the newest of a kind counts.
CREATE TABLE consent (
  insured_id  bigint NOT NULL REFERENCES account,
  kind        text NOT NULL,
  answered_at timestamptz NOT NULL,
  yes         boolean NOT NULL,
  wording     text NOT NULL,
  PRIMARY KEY (insured_id, kind, answered_at)
);

-- The one code of an account, and its tries (rules C1, C9, C10).
CREATE TABLE access_code (
  insured_id   bigint PRIMARY KEY REFERENCES account,
  kind         text NOT NULL CHECK (kind IN ('PROVISIONAL', 'PERSONAL')),
  -- Argon2id over a keyed digest, PHC string
  hash         text NOT NULL,
  issued_at    timestamptz NOT NULL,
  wrong_in_row int NOT NULL,
  wrong_at     timestamptz[] NOT NULL,
  wait_until   timestamptz,
  locked       boolean NOT NULL
);

-- A log-in at a kiosk: the token itself is nowhere.
CREATE TABLE kiosk_session (
  token_sha256 bytea PRIMARY KEY,
  insured_id   bigint NOT NULL REFERENCES account,
  kiosk        text NOT NULL,
  visit        uuid NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  closed_at    timestamptz,
  email_checks int NOT NULL
);
CREATE INDEX kiosk_session_expiry ON kiosk_session (expires_at);
