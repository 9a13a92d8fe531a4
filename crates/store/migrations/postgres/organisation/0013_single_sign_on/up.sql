-- The organisation's own provider of sign-ins, and which member is who there.

CREATE TABLE single_sign_on (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    mode TEXT COLLATE "C" NOT NULL CHECK (mode IN ('off', 'optional', 'required')),
    issuer TEXT COLLATE "C",
    client_id TEXT COLLATE "C",
    secret_sealed BYTEA,
    label TEXT COLLATE "C",
    domains TEXT COLLATE "C" NOT NULL,
    link_by_address BOOLEAN NOT NULL,
    new_role TEXT COLLATE "C",
    trust_second_factor BOOLEAN NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org, name)
);

-- Who a member is at a provider. The provider's word for them is theirs alone, and never given to another; an address may be.
CREATE TABLE member_identity (
    org TEXT COLLATE "C" NOT NULL DEFAULT current_setting('muster.org'),
    issuer TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    linked_at BIGINT NOT NULL,
    last_used_at BIGINT,
    PRIMARY KEY (org, issuer, subject),
    UNIQUE (org, member_id, issuer),
    FOREIGN KEY (org, member_id) REFERENCES member (org, id)
);

-- Whether the provider, which is trusted with that, said of this session that there was a second factor.
ALTER TABLE session ADD COLUMN second_elsewhere BOOLEAN NOT NULL DEFAULT FALSE;
-- By what the first step was done.
ALTER TABLE pre_sign_in ADD COLUMN first_factor TEXT COLLATE "C" NOT NULL DEFAULT 'password';
