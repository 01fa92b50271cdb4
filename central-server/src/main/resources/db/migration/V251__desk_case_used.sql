-- A case lives from its last use.
ALTER TABLE desk_case ADD COLUMN used_at timestamptz;
UPDATE desk_case SET used_at = opened_at;
ALTER TABLE desk_case ALTER COLUMN used_at SET NOT NULL;
