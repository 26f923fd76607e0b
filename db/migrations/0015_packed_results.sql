-- Purpose: storing a screening costs less: its result is stored packed by the service, the month of an id is checked against the bounds of the partition, and screenings without a category are in no index of categories. Locks: screenings and audit_entries (exclusive, while the index on categories is built anew: it reads every screening once, without its request and result).

-- Functions keep the path they are made with: nobody's temporary table stands before ours.
select set_config('search_path', current_schema() || ', pg_temp', true);

-- A byte with the number of a dictionary (db/dictionaries), then a Zstandard frame. Rows from before keep their "result": to pack them
-- would write all of them again. External: to compress it once more is lost time.
alter table screenings add column result_packed bytea;
alter table screenings alter column result_packed set storage external;
alter table screenings_default alter column result_packed set storage external;
alter table screenings alter column result drop not null;
-- Not valid: what is there is so, and is not read for it.
alter table screenings add constraint screenings_one_result check ((result is null) <> (result_packed is null)) not valid;

-- The least id that is made in a month or later (RFC 9562, version 7: the first 48 bits are milliseconds since 1970).
create function first_id_of(month date) returns uuid language sql immutable strict parallel safe as $$
    select (lpad(to_hex(greatest(extract(epoch from month::timestamp)::bigint * 1000, 0)), 12, '0') || repeat('0', 20))::uuid
$$;

-- Not in SQL, which would be parsed and planned in every statement that checks it: it is hardly ever asked.
create function tells_month(id uuid) returns boolean language plpgsql immutable strict parallel safe set search_path from current as $$
begin
    return month_of(id) is not null;
end $$;

-- To work out month_of(id) cost a fifth of what storing a row cost the database. Ids of a partition lie between two that are known;
-- the default partition has no bounds and keeps the constraint as it was.
create function check_ids_of_month(parent text, month date, options text) returns void language plpgsql as $$
begin
    execute format('alter table %I add constraint %I check (id >= %L and id < %L or not tells_month(id)) %s', month_partition(parent, month), parent || '_month_of_id',
        first_id_of(month), first_id_of((month + interval '1 month')::date), options);
end $$;

do $$
declare
    parent text;
    part record;
begin
    foreach parent in array array['screenings', 'audit_entries'] loop
        execute format('alter table %I drop constraint %I', parent, parent || '_month_of_id');
        execute format('alter table %I add constraint %I check (month = month_of(id)) not valid', parent || '_default', parent || '_month_of_id');
        for part in
            select to_date(right(c.relname, 7), 'YYYY_MM') as month from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = quote_ident(parent)::regclass and c.relname <> parent || '_default'
        loop
            perform check_ids_of_month(parent, part.month, 'not valid');
        end loop;
    end loop;
end $$;

-- As it was, but for the check of the ids.
create or replace function ensure_month_partition(parent text, month date) returns void
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
    if exists (select from pg_constraint where conrelid = quote_ident(parent || '_default')::regclass and conname = parent || '_month_of_id') then
        perform check_ids_of_month(parent, month, '');
    end if;
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

drop index screenings_categories;
create index screenings_categories on screenings using gin (categories) where categories <> '{}';

revoke execute on function ensure_month_partition(text, date), check_ids_of_month(text, date, text) from public;
