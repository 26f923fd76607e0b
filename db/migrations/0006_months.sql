-- Purpose: screenings and audit entries partitioned by month, legal holds, and removal of what has expired. Locks: screenings, audit_entries and idempotency_keys (exclusive, while their rows are copied).

-- Functions keep the path they are made with: nobody's temporary table stands before ours.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- First day of the month (UTC) in which an id was made: the first 48 bits of a UUIDv7 are milliseconds since 1970. Null for other ids.
create function month_of(id uuid) returns date language sql immutable strict parallel safe as $$
    select case when substr(id::text, 15, 1) = '7' and substr(id::text, 20, 1) in ('8', '9', 'a', 'b') and m.ms <= 253402300799999
        then date_trunc('month', (date '1970-01-01' + (m.ms / 86400000)::int)::timestamp)::date end
    from (select ('x' || substr(id::text, 1, 8) || substr(id::text, 10, 4))::bit(48)::bigint as ms) m
$$;

create function month_partition(parent text, month date) returns text language sql immutable strict parallel safe as $$
    select parent || '_' || to_char(month, 'YYYY_MM')
$$;

-- What retention looks at, in the order of removal: what refers to other rows goes before them. Each has tenant_id and month.
-- "subject_column" names the screening or the batch that a row belongs to: it is its id, or a text that begins with it.
create table retained_tables (
    position       int  not null unique,
    name           text not null primary key,
    subject_kind   text check (subject_kind in ('screening', 'batch')),
    subject_column text not null
);
insert into retained_tables (position, name, subject_kind, subject_column) values
    (10, 'idempotency_keys', 'screening', 'screening_id'),
    (20, 'screenings', 'screening', 'id'),
    (90, 'audit_entries', null, 'subject');

lock table screenings, audit_entries, idempotency_keys in access exclusive mode;
alter table idempotency_keys drop constraint idempotency_keys_tenant_id_screening_id_fkey;
alter table screenings rename to screenings_unpartitioned;
alter table audit_entries rename to audit_entries_unpartitioned;

-- Entries are removed by retention alone: by a delete on one partition, for which a function that runs as the table's owner has given
-- leave in this very transaction. Everything else is refused, also on a partition, also where no row would be touched.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('screening_api.removal', true) = tg_relid::text || ' ' || pg_current_xact_id()::text
        and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
        return null;
    end if;
    raise exception 'audit entries are append-only' using errcode = 'restrict_violation';
end $$;

create function allow_removal(part text) returns void language sql as $$
    select set_config('screening_api.removal', quote_ident(part)::regclass::oid::text || ' ' || pg_current_xact_id()::text, true)
$$;
create function end_removal() returns void language sql as $$
    select set_config('screening_api.removal', '', true)
$$;

create table screenings (
    like screenings_unpartitioned including defaults including constraints including storage,
    month date not null check (extract(day from month) = 1),
    constraint screenings_month_of_id check (month = month_of(id))
) partition by range (month);
create table screenings_default partition of screenings default;

create table audit_entries (
    like audit_entries_unpartitioned including defaults including constraints including storage,
    month  date not null check (extract(day from month) = 1),
    detail jsonb,
    constraint audit_entries_month_of_id check (month = month_of(id))
) partition by range (month);
create table audit_entries_default partition of audit_entries default;
create trigger audit_entries_append_only before update or delete or truncate on audit_entries for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on audit_entries_default for each statement execute function refuse_change();

-- Rows that refer to the month's rows of the parent are taken out while those move: a foreign key sees single partitions.
create function move_out_of_default(parent text, month date) returns void language plpgsql as $$
declare
    rest constant text := parent || '_default';
    referring record;
begin
    for referring in
        select c.relname::text as name from pg_constraint k join pg_class c on c.oid = k.conrelid
        where k.contype = 'f' and k.conparentid = 0 and k.confrelid = quote_ident(parent)::regclass
    loop
        execute format('create temporary table %I on commit drop as select * from %I where month = %L', 'moving_' || referring.name, referring.name, month);
        execute format('delete from %I where month = %L', referring.name, month);
    end loop;
    perform allow_removal(rest);
    execute format('with moved as (delete from %I where month = %L returning *) insert into %I select * from moved', rest, month, month_partition(parent, month));
    perform end_removal();
end $$;

create function restore_referring(parent text) returns void language plpgsql as $$
declare
    referring record;
begin
    for referring in
        select c.relname::text as name from pg_constraint k join pg_class c on c.oid = k.conrelid
        where k.contype = 'f' and k.conparentid = 0 and k.confrelid = quote_ident(parent)::regclass
    loop
        execute format('insert into %I select * from pg_temp.%I', referring.name, 'moving_' || referring.name);
        execute format('drop table pg_temp.%I', 'moving_' || referring.name);
    end loop;
end $$;

-- Safe to do again and from several places. Rows of the month that a clock in disorder has put into the default partition move over.
-- It waits for running readers, and everybody else waits behind it: so it gives up soon, and is tried again later.
create function ensure_month_partition(parent text, month date) returns void
language plpgsql security definer set search_path from current set lock_timeout = '5s' as $$
declare
    part constant text := month_partition(parent, month);
    strays boolean;
begin
    if extract(day from month) <> 1 then
        raise exception 'found %, expected the first day of a month', month;
    end if;
    if to_regclass(quote_ident(part)) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('month partition of ' || parent, 0));
    execute format('lock table %I in access exclusive mode', parent || '_default');
    -- Only now: an advisory lock alone does not make this session see what another has just made.
    if to_regclass(quote_ident(part)) is not null then
        return;
    end if;
    execute format('create table %I (like %I including all)', part, parent);
    execute format('select exists (select from %I where month = %L)', parent || '_default', month) into strays;
    if strays then
        perform move_out_of_default(parent, month);
    end if;
    execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part, month, (month + interval '1 month')::date);
    if exists (select from pg_trigger where tgrelid = quote_ident(parent)::regclass and tgfoid = 'refuse_change'::regproc) then
        execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_change()', part);
    end if;
    if strays then
        perform restore_referring(parent);
    end if;
end $$;

-- This month and the next three.
create function ensure_month_partitions() returns void language plpgsql security definer set search_path from current as $$
begin
    perform ensure_month_partition(t.name, m::date)
    from retained_tables t join pg_class c on c.oid = to_regclass(quote_ident(t.name)) and c.relkind = 'p',
        generate_series(date_trunc('month', clock_timestamp() at time zone 'UTC'), date_trunc('month', clock_timestamp() at time zone 'UTC') + interval '3 months', interval '1 month') m
    order by t.position, m;
end $$;

select ensure_month_partition('screenings', m)
from (select distinct coalesce(month_of(id), date_trunc('month', created_at at time zone 'UTC')::date) as m from screenings_unpartitioned) months order by m;
select ensure_month_partition('audit_entries', m)
from (select distinct coalesce(month_of(id), date_trunc('month', at at time zone 'UTC')::date) as m from audit_entries_unpartitioned) months order by m;
insert into screenings select o.*, coalesce(month_of(o.id), date_trunc('month', o.created_at at time zone 'UTC')::date) from screenings_unpartitioned o;
insert into audit_entries select o.*, coalesce(month_of(o.id), date_trunc('month', o.at at time zone 'UTC')::date) from audit_entries_unpartitioned o;
drop table screenings_unpartitioned, audit_entries_unpartitioned;

alter table screenings add primary key (tenant_id, id, month);
create index screenings_newest on screenings (tenant_id, created_at desc, id desc);
create index screenings_reference on screenings (tenant_id, reference) where reference is not null;
create index screenings_verdict on screenings (tenant_id, verdict, created_at desc, id desc);
create index screenings_categories on screenings using gin (categories);
alter table audit_entries add primary key (tenant_id, id, month);
create index audit_entries_subject on audit_entries (tenant_id, subject);

alter table idempotency_keys add column month date check (extract(day from month) = 1);
update idempotency_keys k set month = s.month from screenings s where s.tenant_id = k.tenant_id and s.id = k.screening_id;
alter table idempotency_keys alter column month set not null,
    add foreign key (tenant_id, screening_id, month) references screenings (tenant_id, id, month);
create index idempotency_keys_month on idempotency_keys (month, tenant_id, key);

select ensure_month_partitions();

-- What must be kept however old it is. A tenant's hold has no subject: it holds everything of that tenant.
create table legal_holds (
    tenant_id       text        not null,
    id              uuid        not null,
    subject_kind    text        not null check (subject_kind in ('screening', 'batch', 'tenant')),
    subject_id      uuid,
    reason          text        not null,
    idempotency_key text,
    body_digest     bytea,
    created_at      timestamptz not null default clock_timestamp(),
    created_by      text        not null,
    released_at     timestamptz,
    released_by     text,
    primary key (tenant_id, id),
    check ((subject_kind = 'tenant') = (subject_id is null)),
    check ((idempotency_key is null) = (body_digest is null)),
    check ((released_at is null) = (released_by is null))
);
create index legal_holds_active on legal_holds (tenant_id, (subject_id::text)) where released_at is null;
create unique index legal_holds_idempotency on legal_holds (tenant_id, idempotency_key) where idempotency_key is not null;

-- What was removed of a month so far; becomes one audit entry when the month is done.
create table removals (
    tenant_id  text   not null,
    table_name text   not null,
    month      date   not null,
    removed    bigint not null,
    digest     bytea  not null,
    primary key (tenant_id, table_name, month)
);

create function hold_subject_exists(tenant text, kind text, subject uuid) returns boolean language plpgsql stable as $$
declare
    place record;
    found_it boolean;
begin
    for place in select t.name, t.subject_column from retained_tables t where t.subject_kind = kind and to_regclass(quote_ident(t.name)) is not null order by t.position desc
    loop
        execute format('select exists (select from %I where tenant_id = $1 and %I = $2 and ($3 is null or month = $3))', place.name, place.subject_column)
            into found_it using tenant, subject, month_of(subject);
        if found_it then
            return true;
        end if;
    end loop;
    return false;
end $$;

-- Condition on a row r that no hold keeps it.
create function free_condition(subject_column text) returns text language sql immutable as $$
    select format('not exists (select from legal_holds h where h.tenant_id = r.tenant_id and h.released_at is null and h.subject_id is null)'
        ' and not exists (select from legal_holds h where h.tenant_id = r.tenant_id and h.released_at is null and h.subject_id::text = left(r.%I::text, 36))', subject_column)
$$;

-- The columns of the primary key in their order, without the month, which is the same for all rows that are removed together.
create function key_columns(table_name text, out names text[], out types text[]) language sql stable as $$
    select array_agg(a.attname::text order by k.position), array_agg(format_type(a.atttypid, null) order by k.position)
    from pg_index i, unnest(i.indkey::int2[]) with ordinality k (attnum, position), pg_attribute a
    where i.indrelid = quote_ident(table_name)::regclass and i.indisprimary and a.attrelid = i.indrelid and a.attnum = k.attnum and a.attname <> 'month'
$$;

-- Counts the rows of a query (tenant_id, key text[]; in the key's order) into removals. The digest is folded over the keys of a tenant
-- row by row, digest = sha256(digest || key || newline), so that it does not depend on how many steps the removal took.
create function tally_removals(of_table text, of_month date, query text, after text[], out removed bigint, out last_key text[]) language plpgsql as $$
declare
    gone record;
    tenant text;
    so_far removals;
begin
    removed := 0;
    for gone in execute query using after
    loop
        if tenant is distinct from gone.tenant_id then
            update removals set removed = so_far.removed, digest = so_far.digest where tenant_id = tenant and table_name = of_table and month = of_month;
            tenant := gone.tenant_id;
            insert into removals values (tenant, of_table, of_month, 0, '') on conflict do nothing;
            select * into so_far from removals where tenant_id = tenant and table_name = of_table and month = of_month;
        end if;
        so_far.removed := so_far.removed + 1;
        so_far.digest := sha256(so_far.digest || convert_to(array_to_string(gone.key[2:], '/') || E'\n', 'UTF8'));
        removed := removed + 1;
        last_key := gone.key;
    end loop;
    update removals set removed = so_far.removed, digest = so_far.digest where tenant_id = tenant and table_name = of_table and month = of_month;
end $$;

-- Months before the given one of which rows may be left, or of which the removal was not finished, in the order of removal.
create function expired_months(before date, out table_name text, out month date) returns setof record language plpgsql stable as $$
declare
    retained record;
begin
    for retained in
        select t.name, c.relkind from retained_tables t join pg_class c on c.oid = to_regclass(quote_ident(t.name)) order by t.position
    loop
        table_name := retained.name;
        for month in execute case when retained.relkind = 'p'
            then format('select to_date(right(c.relname, 7), ''YYYY_MM'') from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = %1$L::regclass and c.relname <> %2$L union select r.month from %2$I r union select m.month from removals m where m.table_name = %3$L order by 1',
                quote_ident(retained.name), retained.name || '_default', retained.name)
            else format('select r.month from %1$I r where r.month < %2$L union select m.month from removals m where m.table_name = %1$L order by 1', retained.name, before) end
        loop
            if month < before then
                return next;
            end if;
        end loop;
    end loop;
end $$;

-- Drops the partition of a month in which nothing is held; false where something is, or where there is no partition.
-- Counting takes its time, so holds are shut out only afterwards, and one that came meanwhile makes the caller begin again.
create function drop_expired_month(table_name text, month date) returns boolean
language plpgsql security definer set search_path from current set lock_timeout = '10s' as $$
declare
    part constant text := month_partition(table_name, month);
    keys constant record := key_columns(table_name);
    held text;
    is_held boolean;
begin
    if to_regclass(quote_ident(part)) is null then
        return false;
    end if;
    select format('select exists (select from legal_holds where released_at is null) and exists (select from %I r where not (%s))', part, free_condition(t.subject_column))
        into strict held from retained_tables t where t.name = table_name;
    execute format('lock table %I in share mode', part);
    execute held into is_held;
    if is_held then
        return false;
    end if;
    perform tally_removals(table_name, month, format('select r.tenant_id, array[%s] as key from %I r order by %s',
        (select string_agg(format('r.%I::text', k), ', ') from unnest(keys.names) k), part, (select string_agg(format('r.%I', k), ', ') from unnest(keys.names) k)), null);
    lock table legal_holds in share mode;
    execute held into is_held;
    if is_held then
        raise exception 'a legal hold came while the month was counted' using errcode = 'serialization_failure';
    end if;
    execute format('alter table %I detach partition %I', table_name, part);
    execute format('drop table %I', part);
    return true;
end $$;

-- Removes at most so many rows of a month that nothing holds, after the given key, and gives the key of the last one.
-- Joins stay nested loops, which keep the key's order: a step costs what it removes and passes over, not a sort of the month.
create function remove_expired_rows(table_name text, month date, after text[], step int, out removed bigint, out last_key text[])
language plpgsql security definer set search_path from current set lock_timeout = '10s' set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    part text := table_name;
    keys constant record := key_columns(table_name);
    list constant text := (select string_agg(format('r.%I', k), ', ') from unnest(keys.names) k);
    texts constant text := (select string_agg(format('r.%I::text', k), ', ') from unnest(keys.names) k);
    later constant text := (select string_agg(format('$1[%s]::%s', n, t), ', ' order by n) from unnest(keys.types) with ordinality k (t, n));
    free constant text := (select free_condition(t.subject_column) from retained_tables t where t.name = table_name);
begin
    if (select relkind from pg_class where oid = quote_ident(table_name)::regclass) = 'p' then
        part := month_partition(table_name, month);
        if to_regclass(quote_ident(part)) is null then
            part := table_name || '_default';
        end if;
    end if;
    lock table legal_holds in share mode;
    perform allow_removal(part);
    select t.removed, t.last_key into removed, last_key from tally_removals(table_name, month, format(
        'with free as (select r.ctid as place from %1$I r where r.month = %2$L and ($1 is null or (%3$s) > (%4$s)) and %5$s order by %3$s limit %6$s),'
        ' gone as (delete from %1$I r using free where r.ctid = free.place returning %3$s)'
        ' select r.tenant_id, array[%7$s] as key from gone r order by %3$s', part, month, list, later, free, step, texts), after) t;
    perform end_removal();
end $$;

revoke execute on function ensure_month_partition(text, date), move_out_of_default(text, date), restore_referring(text), allow_removal(text), end_removal(),
    tally_removals(text, date, text, text[]), drop_expired_month(text, date), remove_expired_rows(text, date, text[], int) from public;
