-- Purpose: reviewers' decisions that a party is not an entry of a list, and what became of them. Locks: none, new tables only.

-- It holds while it is active and everything that it was decided on is as it was: who sends a changed entry to a screening finds it lapsed
-- at once, and a job writes that down.
create table suppressions (
    tenant_id       text        not null,
    id              uuid        not null,
    created_at      timestamptz not null default clock_timestamp(),
    created_by      text        not null,
    -- Pending: it waits for a second person, and has no effect.
    state           text        not null check (state in ('pending', 'active', 'withdrawn', 'lapsed')),
    party_name      text        not null,
    -- The name, alike for every spelling that differs in case, accents, punctuation and word breaks alone.
    party_key       text        not null,
    -- Null where whatever is sent will do.
    country         text,
    address         text,
    list            text        not null,
    entry_id        text        not null,
    entry_name      text        not null,
    -- Of what the entry said.
    entry_digest    text        not null,
    -- What a hit on that part of the list led to; null where nothing was said of it.
    effect          text,
    reason_code     text        not null,
    reason          text        not null,
    scope           jsonb       not null,
    expires_on      date        not null,
    approved_by     text,
    idempotency_key text,
    body_digest     bytea,
    primary key (tenant_id, id),
    check ((idempotency_key is null) = (body_digest is null)),
    check (approved_by is distinct from created_by)
);
create unique index suppressions_idempotency on suppressions (tenant_id, idempotency_key) where idempotency_key is not null;
create index suppressions_active on suppressions (tenant_id, list, entry_id) where state = 'active';
create index suppressions_newest on suppressions (tenant_id, id desc);

-- What was done to each, by whom. Append-only.
create table suppression_events (
    tenant_id      text        not null,
    suppression_id uuid        not null,
    seq            integer     not null check (seq >= 1),
    id             uuid        not null,
    at             timestamptz not null default clock_timestamp(),
    actor          text        not null,
    action         text        not null check (action in ('created', 'approved', 'withdrawn', 'lapsed')),
    -- Of a withdrawal what its author says, of a lapse its code.
    reason         text,
    primary key (tenant_id, suppression_id, seq),
    unique (tenant_id, id),
    foreign key (tenant_id, suppression_id) references suppressions
);

create function refuse_suppression_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'suppressions are kept' using errcode = 'restrict_violation';
    end if;
    if old.state in ('withdrawn', 'lapsed') or old.state = 'active' and new.state = 'pending'
        or (to_jsonb(new) - 'state' - 'approved_by') is distinct from (to_jsonb(old) - 'state' - 'approved_by') then
        raise exception 'suppression % is %, and what it says stays so', old.id, old.state using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger suppressions_life before update or delete on suppressions for each row execute function refuse_suppression_change();

create function refuse_history_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger suppression_events_append_only before update or delete or truncate on suppression_events for each statement execute function refuse_history_change();
