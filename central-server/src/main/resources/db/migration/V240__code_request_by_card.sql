-- Rule C7: a request that was made with the person's card in a kiosk's reader. The card is what it
-- is found by, so it needs no browser that knows its token.
ALTER TABLE code_request ADD COLUMN by_card boolean NOT NULL DEFAULT false;
CREATE INDEX code_request_by_card ON code_request (insured_id, issued_at) WHERE by_card;
