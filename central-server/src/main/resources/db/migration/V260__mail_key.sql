-- A mail with a link or a code is of use for a time, and until a newer one of its kind: it is ended
-- then, and holds up the account's other mails no more.
ALTER TABLE mail_outbox
  DROP CONSTRAINT mail_outbox_state_check,
  ADD CONSTRAINT mail_outbox_state_check CHECK (
    state IN ('WAITING', 'SENT', 'GIVEN_UP', 'BOUNCED', 'SUPERSEDED', 'EXPIRED')),
  ADD COLUMN brings text CHECK (brings IN ('LINK', 'CODE')),
  ADD COLUMN expires_at timestamptz;
DROP INDEX mail_outbox_ended;
CREATE INDEX mail_outbox_ended ON mail_outbox (ended_at)
  WHERE state IN ('GIVEN_UP', 'BOUNCED', 'SUPERSEDED', 'EXPIRED');
