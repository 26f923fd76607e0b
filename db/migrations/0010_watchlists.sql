-- Purpose: lists of restricted parties with all their versions, when each was last found current, and permissions to go on with a stale one. Locks: none, new tables only.

-- Lists that serve every tenant have the tenant '*', a tenant's own lists its name. Imports of a list are numbered; an import that was put
-- to use has a version, which is the list's own date, with .2 and so on where other content came under the same date.
create table watchlist_versions (
    tenant_id      text        not null,
    list           text        not null,
    seq            integer     not null check (seq >= 1),
    -- Of the import, so that one whose reply was lost is known again.
    id             uuid        not null,
    state          text        not null check (state in ('published', 'quarantined', 'superseded', 'rejected')),
    version        text,
    -- When the publisher made it; null where it does not say.
    published      timestamptz,
    -- Of the bytes as they came.
    sha256         bytea       not null,
    bytes          bigint      not null,
    format         text        not null,
    source_kind    text        not null check (source_kind in ('url', 'upload', 'command')),
    source         text        not null,
    entries        integer     not null,
    names          integer     not null,
    -- Against the version before; null until it is put to use.
    added          integer,
    changed        integer,
    removed        integer,
    -- Why it was not put to use by itself: [{code, found, expected}].
    reasons        jsonb       not null default '[]',
    -- False for what could not be read as a whole: nobody may put that to use.
    releasable     boolean     not null default false,
    actor          text        not null,
    created_at     timestamptz not null default clock_timestamp(),
    used_from      timestamptz,
    released_by    text,
    release_reason text,
    primary key (tenant_id, list, seq),
    unique (tenant_id, list, version),
    check ((version is not null) = (state in ('published', 'superseded')) and (version is not null) = (used_from is not null))
);
create unique index watchlist_versions_one_published on watchlist_versions (tenant_id, list) where state = 'published';
create unique index watchlist_versions_one_quarantined on watchlist_versions (tenant_id, list) where state = 'quarantined';

-- An entry as it stood from one import until another; a version is what stood at its number, a delta what began or ended since.
create table watchlist_entries (
    tenant_id text    not null,
    list      text    not null,
    entry_id  text    collate "C" not null,
    from_seq  integer not null,
    to_seq    integer,
    section   text    not null,
    digest    bytea   not null,
    entry     jsonb   not null,
    primary key (tenant_id, list, entry_id, from_seq),
    foreign key (tenant_id, list, from_seq) references watchlist_versions,
    check (to_seq > from_seq)
);
create unique index watchlist_entries_open on watchlist_entries (tenant_id, list, entry_id) where to_seq is null;
create index watchlist_entries_ended on watchlist_entries (tenant_id, list, to_seq) where to_seq is not null;
create index watchlist_entries_begun on watchlist_entries (tenant_id, list, from_seq);

-- The entries of an import on their way into use; those of a quarantined one wait here until it is released or replaced.
create table watchlist_staged (
    tenant_id text    not null,
    list      text    not null,
    seq       integer not null,
    entry_id  text    collate "C" not null,
    section   text    not null,
    digest    bytea   not null,
    entry     jsonb   not null,
    primary key (tenant_id, list, seq, entry_id)
);

-- When what is in use was last found to be what its publisher has, and what stood in the way since.
create table watchlist_checks (
    tenant_id     text        not null,
    list          text        not null,
    checked_at    timestamptz,
    tried_at      timestamptz not null,
    -- For the next conditional request.
    url           text,
    etag          text,
    last_modified text,
    failed_at     timestamptz,
    failure_code  text,
    failure       text,
    primary key (tenant_id, list)
);

-- A tenant's own decision to go on with a list that is stale, for a while.
create table watchlist_overrides (
    tenant_id  text        not null,
    id         uuid        not null,
    list       text        not null,
    reason     text        not null,
    actor      text        not null,
    created_at timestamptz not null default clock_timestamp(),
    until      timestamptz not null,
    primary key (tenant_id, id),
    check (until > created_at)
);
create index watchlist_overrides_until on watchlist_overrides (until);

-- What was answered under an idempotency key.
create table watchlist_requests (
    tenant_id   text        not null,
    key         text        not null,
    body_digest bytea       not null,
    created_at  timestamptz not null default clock_timestamp(),
    list        text        not null,
    seq         integer,
    unchanged   boolean     not null default false,
    override_id uuid,
    primary key (tenant_id, key)
);
