-- The registry of insured persons: an extract of it, renewed at each start that names one.
-- The NIR is found by a keyed index and read by unsealing; both keys are outside the database.
CREATE TABLE insured (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nir_index        bytea NOT NULL UNIQUE,
  nir_sealed       bytea NOT NULL,
  surname          text NOT NULL,
  given_names      text NOT NULL,
  -- AAAAMMJJ, not always a date of the calendar (rule I2)
  birth_date       text NOT NULL,
  address          text[] NOT NULL,
  postcode         text NOT NULL,
  scheme           text NOT NULL,
  caisse           text NOT NULL,
  rights_from      date NOT NULL,
  rights_to        date NOT NULL,
  exemption        text,
  medecin_traitant text,
  card_opposed     boolean NOT NULL
);

CREATE TABLE beneficiary (
  insured_id  bigint NOT NULL REFERENCES insured ON DELETE CASCADE,
  place       int NOT NULL,
  nir_sealed  bytea NOT NULL,
  surname     text NOT NULL,
  given_names text NOT NULL,
  birth_date  text NOT NULL,
  -- tells twins of one day apart
  rank        int NOT NULL,
  PRIMARY KEY (insured_id, place)
);
