-- The organisation's own provider of sign-ins, and which member is who there.

CREATE TABLE single_sign_on (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('off', 'optional', 'required')),
    issuer TEXT,
    client_id TEXT,
    secret_sealed BLOB,
    label TEXT,
    domains TEXT NOT NULL,
    link_by_address BOOLEAN NOT NULL,
    new_role TEXT,
    trust_second_factor BOOLEAN NOT NULL,
    updated_at BIGINT NOT NULL
) WITHOUT ROWID;

-- Who a member is at a provider. The provider's word for them is theirs alone, and never given to another; an address may be.
CREATE TABLE member_identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member (id),
    linked_at BIGINT NOT NULL,
    last_used_at BIGINT,
    PRIMARY KEY (issuer, subject),
    UNIQUE (member_id, issuer)
) WITHOUT ROWID;

-- Whether the provider, which is trusted with that, said of this session that there was a second factor.
ALTER TABLE session ADD COLUMN second_elsewhere BOOLEAN NOT NULL DEFAULT FALSE;
-- By what the first step was done.
ALTER TABLE pre_sign_in ADD COLUMN first_factor TEXT NOT NULL DEFAULT 'password';
