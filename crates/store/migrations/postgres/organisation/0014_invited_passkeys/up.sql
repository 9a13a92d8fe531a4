-- What the device of somebody invited was asked to sign, and for which member to be: five minutes, one answer.

ALTER TABLE invitation ADD COLUMN asked_sealed BYTEA;
ALTER TABLE invitation ADD COLUMN asked_until BIGINT;
