-- A mail that came to nothing is shown to operations: given up by us, or sent back by its mailbox.
ALTER TABLE mail_outbox
  DROP CONSTRAINT mail_outbox_state_check,
  ADD CONSTRAINT mail_outbox_state_check
    CHECK (state IN ('WAITING', 'SENT', 'GIVEN_UP', 'BOUNCED')),
  ADD COLUMN ended_at timestamptz;
CREATE INDEX mail_outbox_ended ON mail_outbox (ended_at) WHERE state IN ('GIVEN_UP', 'BOUNCED');
