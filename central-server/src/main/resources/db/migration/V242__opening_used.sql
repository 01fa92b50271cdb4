-- An opening lives from its last use, which its person may repeat to have more time.
ALTER TABLE opening RENAME COLUMN began_at TO used_at;
