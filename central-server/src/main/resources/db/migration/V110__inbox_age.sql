-- What the inbox has remembered long enough is found by its age.
CREATE INDEX inbox_age ON inbox (at);
