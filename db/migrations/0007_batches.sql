-- Purpose: batches, the chunks of rows they are worked off in, and one result for every row. Locks: none, new tables only.

create table batches (
    tenant_id       text        not null,
    id              uuid        not null,
    -- First of the month of the id: chunks and results are partitioned by it.
    month           date        not null check (month = date_trunc('month', month)::date),
    created_at      timestamptz not null default clock_timestamp(),
    created_by      text        not null,
    state           text        not null check (state in ('receiving', 'queued', 'running', 'completed', 'failed', 'canceled')),
    idempotency_key text        not null,
    -- SHA-256 of what was said beside the file: its form and the mapping of its columns.
    options_digest  bytea       not null,
    -- SHA-256 of the file, uncompressed; null until all of it has arrived.
    body_digest     bytea,
    duplicate_of    uuid,
    -- What the file is and which column holds what.
    file            jsonb       not null,
    decisive_date   date        not null,
    rule_set        text        not null,
    destinations    text        not null,
    policy          text        not null,
    engine          text        not null,
    -- An upload that broke off may be taken over by the same key once its time is up; the fence tells the two apart.
    upload_fence    integer     not null default 1,
    upload_until    timestamptz not null,
    rows_total      integer,
    finished_at     timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, idempotency_key),
    check ((state = 'receiving') = (rows_total is null) or state = 'canceled')
);
create index batches_open on batches (created_at) where state in ('receiving', 'queued', 'running');
create index batches_same_file on batches (tenant_id, body_digest, created_at);
create index batches_newest on batches (tenant_id, created_at desc, id desc);

create table batch_chunks (
    tenant_id     text        not null,
    batch_id      uuid        not null,
    month         date        not null,
    chunk_no      integer     not null check (chunk_no >= 0),
    -- Rows are numbered from 1 through the whole batch.
    first_row     integer     not null check (first_row >= 1),
    rows          integer     not null check (rows >= 1),
    -- The rows as they were read, compressed by the writer.
    input         bytea       not null,
    state         text        not null default 'pending' check (state in ('pending', 'leased', 'done')),
    -- Rises with every claim; nothing is written under an earlier one.
    fence         integer     not null default 0,
    lease_until   timestamptz,
    failures      integer     not null default 0,
    -- How many rows have each verdict, from the gravest to the least.
    verdicts      integer[],
    rows_rejected integer,
    rows_failed   integer,
    engine        text,
    -- Why the rows that have something to be said came out as they did, compressed by the writer.
    explanations  bytea,
    screened_at   timestamptz,
    primary key (tenant_id, batch_id, month, chunk_no),
    check ((state = 'done') = (verdicts is not null and rows_rejected is not null and rows_failed is not null and engine is not null and screened_at is not null))
) partition by range (month);
alter table batch_chunks alter column input set storage external;
alter table batch_chunks alter column explanations set storage external;
create index batch_chunks_open on batch_chunks (tenant_id, batch_id, chunk_no) where state <> 'done';
create table batch_chunks_default partition of batch_chunks default;

create table batch_results (
    tenant_id    text collate "C" not null,
    batch_id     uuid             not null,
    month        date             not null,
    row_no       integer          not null,
    verdict      text             not null check (verdict in ('prohibited', 'licenseRequired', 'review', 'notScreened', 'incomplete', 'noFinding')),
    -- Null where the row could not be read or not be screened: the error says why.
    risk_score   numeric(4,1)     check (risk_score between 0 and 100),
    risk_level   text             check (risk_level in ('low', 'medium', 'high', 'critical')),
    -- The other result columns, separated by the unit separator; null when all are empty.
    columns      text,
    error_column text,
    error        text,
    primary key (tenant_id, batch_id, month, row_no),
    check ((risk_score is null) = (error is not null) and (error is null or verdict in ('incomplete', 'notScreened')))
) partition by range (month);
create table batch_results_default partition of batch_results default;

-- What has come to its end stays so, but for a failed batch that is opened again, which is audited. A fence never falls.
create function refuse_batch_change() returns trigger language plpgsql as $$
begin
    if old.state in ('completed', 'canceled') and new.state is distinct from old.state or old.state = 'failed' and new.state not in ('failed', 'running') then
        raise exception 'batch % is %, and stays so', old.id, old.state using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger batches_end before update of state on batches for each row execute function refuse_batch_change();
create function refuse_fence_fall() returns trigger language plpgsql as $$
begin
    if new.fence < old.fence or old.state = 'done' and new.state = 'leased' then
        raise exception 'chunk % of batch % is under fence %', old.chunk_no, old.batch_id, old.fence using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger batch_chunks_fence before update on batch_chunks for each row execute function refuse_fence_fall();

insert into retained_tables (position, name, subject_kind, subject_column) values
    (30, 'batch_results', 'batch', 'batch_id'),
    (40, 'batch_chunks', 'batch', 'batch_id'),
    (50, 'batches', 'batch', 'id');
select ensure_month_partitions();
