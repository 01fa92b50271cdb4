-- Acts of kiosks, each once: the key is kept with the reply in the transaction of the effect.
CREATE TABLE inbox (
  kiosk    text NOT NULL,
  act      uuid NOT NULL,
  sequence bigint NOT NULL,
  sha256   text NOT NULL,
  -- The reply, closed to the server's own key: it may be about a person.
  reply    bytea,
  at       timestamptz NOT NULL,
  PRIMARY KEY (kiosk, act)
);

-- How far each kiosk's outbox has come.
CREATE TABLE inbox_sequence (
  kiosk text PRIMARY KEY,
  last  bigint NOT NULL
);
