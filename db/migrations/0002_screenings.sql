-- Purpose: screenings with their audit entries, idempotency keys and access keys. Locks: none, new tables only.

create table screenings (
    tenant_id      text         not null,
    id             uuid         not null,
    created_at     timestamptz  not null default clock_timestamp(),
    created_by     text         not null,
    reference      text,
    decisive_date  date         not null,
    destination    text         not null,
    verdict        text         not null check (verdict in ('prohibited', 'licenseRequired', 'review', 'notScreened', 'incomplete', 'noFinding')),
    risk_score     numeric(4,1) not null check (risk_score between 0 and 100),
    risk_level     text         not null check (risk_level in ('low', 'medium', 'high', 'critical')),
    categories     text[]       not null,
    rule_set       text         not null,
    destinations   text         not null,
    policy         text         not null,
    engine         text         not null,
    -- As sent, byte for byte: jsonb would change white space and refuse numbers such as 1e-20000.
    request        json         not null,
    result         jsonb        not null,
    primary key (tenant_id, id)
);
create index screenings_newest on screenings (tenant_id, created_at desc, id desc);
create index screenings_reference on screenings (tenant_id, reference) where reference is not null;
create index screenings_verdict on screenings (tenant_id, verdict, created_at desc, id desc);
create index screenings_categories on screenings using gin (categories);

-- Append-only: what was done, by whom, to what, and a digest of it that a later change would not match.
create table audit_entries (
    tenant_id text        not null,
    id        uuid        not null,
    at        timestamptz not null default clock_timestamp(),
    actor     text        not null,
    action    text        not null,
    subject   text        not null,
    digest    bytea       not null,
    primary key (tenant_id, id)
);
create index audit_entries_subject on audit_entries (tenant_id, subject);
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit entries are append-only' using errcode = 'restrict_violation';
end $$;
create trigger audit_entries_append_only before update or delete or truncate on audit_entries for each statement execute function refuse_change();

create table idempotency_keys (
    tenant_id    text        not null,
    key          text        not null,
    body_digest  bytea       not null,
    screening_id uuid        not null,
    created_at   timestamptz not null default clock_timestamp(),
    primary key (tenant_id, key),
    foreign key (tenant_id, screening_id) references screenings
);

-- Keys are random, so a plain SHA-256 of one cannot be guessed back.
create table access_keys (
    tenant_id  text        not null,
    id         uuid        not null,
    name       text        not null,
    key_hash   bytea       not null,
    scopes     text[]      not null check (scopes <@ array['screen', 'review', 'rules', 'admin']),
    created_at timestamptz not null default clock_timestamp(),
    created_by text        not null,
    revoked_at timestamptz,
    primary key (tenant_id, id)
);
create unique index access_keys_hash on access_keys (key_hash);
