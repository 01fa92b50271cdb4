-- A document that must no longer be believed: its page says so, and nothing else changes.
ALTER TABLE document
  ADD COLUMN voided_at timestamptz,
  ADD COLUMN void_reason text,
  ADD CONSTRAINT document_void_whole CHECK ((voided_at IS NULL) = (void_reason IS NULL));
