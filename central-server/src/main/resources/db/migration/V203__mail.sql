-- Mails, written in the transaction of what they tell of and sent after it.
CREATE TABLE mail_outbox (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id   text NOT NULL UNIQUE,
  insured_id   bigint NOT NULL,
  -- recipient, subject and both bodies, sealed; gone once sent, for it holds a link
  sealed       bytea,
  state        text NOT NULL CHECK (state IN ('WAITING', 'SENT', 'GIVEN_UP')),
  created_at   timestamptz NOT NULL,
  -- not tried before: the next try after a failure, or the end of another node's lease
  due_at       timestamptz NOT NULL,
  tries        int NOT NULL,
  last_fault   text,
  sent_at      timestamptz
);
CREATE INDEX mail_outbox_waiting ON mail_outbox (insured_id, id) WHERE state = 'WAITING';
CREATE INDEX mail_outbox_account ON mail_outbox (insured_id, created_at);
