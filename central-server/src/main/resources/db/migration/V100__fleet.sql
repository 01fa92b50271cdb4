-- The fleet: what operations know of each kiosk. Nothing here is about an insured person.

CREATE TABLE kiosk (
  name            text PRIMARY KEY,
  boot            text NOT NULL,
  software        text NOT NULL,
  state           text NOT NULL,
  reader          text NOT NULL,
  printer         text NOT NULL,
  paper           text NOT NULL,
  outbox_waiting  integer NOT NULL,
  outbox_oldest_s bigint NOT NULL,
  news_seen       bigint NOT NULL,
  faults          text[] NOT NULL,
  node            text NOT NULL,
  heard_at        timestamptz NOT NULL
);

-- Orders of operations to one kiosk, pulled by it in the order of their numbers.
CREATE TABLE kiosk_news (
  kiosk      text NOT NULL,
  number     bigint NOT NULL,
  at         timestamptz NOT NULL,
  item       text NOT NULL,
  ordered_by text NOT NULL,
  PRIMARY KEY (kiosk, number)
);

CREATE TABLE kiosk_visit (
  visit  uuid PRIMARY KEY,
  kiosk  text NOT NULL,
  began  timestamptz NOT NULL,
  ended  timestamptz NOT NULL,
  ending text NOT NULL,
  done   text[] NOT NULL
);
CREATE INDEX kiosk_visit_latest ON kiosk_visit (kiosk, ended DESC);

-- What a person of operations must look at.
CREATE TABLE alert (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at       timestamptz NOT NULL,
  kind     text NOT NULL,
  kiosk    text NOT NULL,
  act      uuid,
  seen_by  text
);
CREATE INDEX alert_unseen ON alert (at DESC) WHERE seen_by IS NULL;
