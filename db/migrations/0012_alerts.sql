-- Purpose: the parties of stored screenings, the sweeps that match them against what changed in a list, and the alerts that come of it. Locks: retained_tables (rows are added).

-- One row for every party of a stored screening. The key is of the name alone: every spelling of it has the same.
create table screening_parties (
    tenant_id    text        not null,
    screening_id uuid        not null,
    month        date        not null check (extract(day from month) = 1),
    party_no     smallint    not null,
    party_key    bytea       not null,
    name         text        not null,
    country      text,
    address      text,
    role         text        not null,
    seen_at      timestamptz not null default clock_timestamp(),
    primary key (tenant_id, screening_id, month, party_no)
) partition by range (month);
create index screening_parties_key on screening_parties (tenant_id, party_key, month);
create table screening_parties_default partition of screening_parties default;

-- A published version of a list, and how far the parties have been matched against what it changed. The tenant is the list's.
create table alert_sweeps (
    tenant_id   text        not null,
    list        text        not null,
    seq         integer     not null,
    version     text        not null,
    planned_at  timestamptz not null default clock_timestamp(),
    -- Parties seen from then on count.
    seen_from   timestamptz not null,
    -- Later ones were screened against it.
    seen_to     timestamptz not null,
    finished_at timestamptz,
    primary key (tenant_id, list, seq),
    foreign key (tenant_id, list, seq) references watchlist_versions
);
create index alert_sweeps_open on alert_sweeps (planned_at) where finished_at is null;

-- A share of a sweep that one process works off at a time: the parties of one tenant whose key begins with the same digits, or one batch.
create table alert_sweep_parts (
    tenant_id    text        not null,
    list         text        not null,
    seq          integer     not null,
    party_tenant text        not null,
    part         text        not null,
    -- Null for parties of screenings.
    batch_id     uuid,
    first_key    bytea       not null,
    -- The first key that is not part of it; null for the last part.
    end_key      bytea,
    -- The last party, or the last chunk, that is done; null at the beginning.
    done_key     bytea,
    done_country text,
    done_chunk   integer,
    state        text        not null default 'pending' check (state in ('pending', 'leased', 'done')),
    -- Rises with every claim; nothing is written under an earlier one.
    fence        integer     not null default 0,
    lease_until  timestamptz,
    parties      bigint      not null default 0,
    alerts       bigint      not null default 0,
    primary key (tenant_id, list, seq, party_tenant, part),
    foreign key (tenant_id, list, seq) references alert_sweeps
);
create index alert_sweep_parts_open on alert_sweep_parts (tenant_id, list, seq) where state <> 'done';

create table alerts (
    tenant_id    text         not null,
    id           uuid         not null,
    month        date         not null check (month = month_of(id)),
    created_at   timestamptz  not null default clock_timestamp(),
    state        text         not null default 'open' check (state in ('open', 'confirmed', 'falsePositive')),
    party_key    bytea        not null,
    name         text         not null,
    country      text,
    role         text         not null,
    -- The screening or the batch in which the party was last seen.
    subject_kind text         not null check (subject_kind in ('screening', 'batch')),
    subject_id   uuid         not null,
    list         text         not null,
    list_version text         not null,
    section      text         not null,
    entry_id     text         not null,
    entry_digest bytea        not null,
    entry_name   text         not null,
    score        numeric(5,4) not null,
    strength     numeric(5,4) not null,
    -- Whether it was hit before and left out by a suppression that the change of the entry has ended.
    unsuppressed boolean      not null,
    explanation  jsonb        not null,
    primary key (tenant_id, id),
    unique (tenant_id, party_key, list, entry_id, entry_digest)
);
create index alerts_month on alerts (month, tenant_id, id);
create index alerts_state on alerts (tenant_id, state, id desc);

-- Append-only: what a reviewer decided.
create table alert_dispositions (
    tenant_id  text        not null,
    alert_id   uuid        not null,
    seq        integer     not null check (seq >= 1),
    month      date        not null,
    subject_id uuid        not null,
    id         uuid        not null,
    at         timestamptz not null default clock_timestamp(),
    actor      text        not null,
    state      text        not null check (state in ('confirmed', 'falsePositive')),
    reason     text        not null,
    primary key (tenant_id, alert_id, seq),
    foreign key (tenant_id, alert_id) references alerts
);
create index alert_dispositions_month on alert_dispositions (month, tenant_id, alert_id);
create trigger append_only before update or delete or truncate on alert_dispositions for each statement execute function refuse_change();

create function refuse_alert_change() returns trigger language plpgsql as $$
begin
    if old.state <> 'open' or (to_jsonb(new) - 'state') is distinct from (to_jsonb(old) - 'state') then
        raise exception 'alert % is %, and stays so', old.id, old.state using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger alerts_life before update on alerts for each row execute function refuse_alert_change();

insert into retained_tables (position, name, subject_kind, subject_column) values
    (15, 'screening_parties', 'screening', 'screening_id'),
    (52, 'alert_dispositions', null, 'subject_id'),
    (54, 'alerts', null, 'subject_id');
select ensure_month_partitions();
