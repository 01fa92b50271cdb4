-- When the code was typed once more in a session: a validated address is changed only after it.
ALTER TABLE kiosk_session ADD COLUMN confirmed_at timestamptz;
