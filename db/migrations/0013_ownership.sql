-- Purpose: a tenant's own table of who owns whom, in versions. Locks: none, new tables only.

create table ownership_versions (
    tenant_id  text        not null,
    seq        integer     not null check (seq >= 1),
    id         uuid        not null,
    created_at timestamptz not null default clock_timestamp(),
    created_by text        not null,
    -- SHA-256 of the file as it was sent.
    digest     bytea       not null,
    rows       integer     not null,
    -- What should be looked at: [{where, message}].
    remarks    jsonb       not null,
    primary key (tenant_id, seq),
    unique (tenant_id, id)
);

create table ownership_rows (
    tenant_id    text    not null,
    seq          integer not null,
    -- As the file counts: its header is row 1.
    row_no       integer not null,
    owned        text    not null,
    owned_list   text,
    owned_entry  text,
    owner        text    not null,
    owner_list   text,
    owner_entry  text,
    share        numeric check (share between 0 and 1),
    source       text    not null,
    as_of        date,
    primary key (tenant_id, seq, row_no),
    foreign key (tenant_id, seq) references ownership_versions
);
