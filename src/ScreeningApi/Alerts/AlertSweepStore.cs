using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Alerts;

/// <summary>
/// Plans sweeps, hands out their parts and takes back what came of a step. A step's alerts, their audit entries and how far the part is are
/// one transaction, under the fence of the claim: what dies half way is begun again behind the last step, by whoever takes it.
/// </summary>
internal sealed class AlertSweepStore(Database database)
{
    private const long LockKey = 7_310_581_176;
    private const string SharedLists = "*";

    /// <summary>Parts that the parties of a tenant are divided into, by the first digit of their keys.</summary>
    private const int PartsOfTenant = 16;

    /// <summary>Days in which a batch whose upload goes on may still join a sweep.</summary>
    private const int DaysOfBatches = 7;

    /// <summary>Plans what is not planned yet; false while another process plans. Safe to do again.</summary>
    public Task<bool> PlanAsync(int lookBack, TimeSpan settle, CancellationToken cancellation) => database.WriteAsync(async (connection, transaction) =>
    {
        if (!await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_xact_lock(@LockKey)", new { LockKey }, transaction))
        {
            return false;
        }

        await PlanVersionsAsync(connection, transaction, lookBack, settle);
        await PlanBatchesAsync(connection, transaction);
        await connection.ExecuteAsync(
            """
            update alert_sweeps s set finished_at = case when f.is_open then null else clock_timestamp() end
            from (
                select tenant_id, list, seq, exists (
                    select from alert_sweep_parts p where p.tenant_id = a.tenant_id and p.list = a.list and p.seq = a.seq and p.state <> 'done') as is_open
                from alert_sweeps a) f
            where f.tenant_id = s.tenant_id and f.list = s.list and f.seq = s.seq and (s.finished_at is null) <> f.is_open
            """, transaction: transaction);
        return true;
    }, cancellation);

    /// <summary>Takes a part that nobody works on; null when there is none.</summary>
    public Task<SweepPart?> ClaimNextAsync(TimeSpan lease, CancellationToken cancellation) => database.WriteAsync((connection, transaction) =>
        connection.QuerySingleOrDefaultAsync<SweepPart?>(
            """
            with n as materialized (
                select p.tenant_id, p.list, p.seq, p.party_tenant, p.part
                from alert_sweep_parts p join alert_sweeps s on s.tenant_id = p.tenant_id and s.list = p.list and s.seq = p.seq
                where p.state = 'pending' or (p.state = 'leased' and p.lease_until < clock_timestamp())
                order by s.planned_at, p.list, p.seq, p.party_tenant, p.part limit 1 for update of p skip locked)
            update alert_sweep_parts p set state = 'leased', fence = p.fence + 1, lease_until = clock_timestamp() + @lease
            from n, alert_sweeps s
            where p.tenant_id = n.tenant_id and p.list = n.list and p.seq = n.seq and p.party_tenant = n.party_tenant and p.part = n.part
                and s.tenant_id = p.tenant_id and s.list = p.list and s.seq = p.seq
            returning p.tenant_id, p.list, p.seq, s.version, s.seen_from, s.seen_to, p.party_tenant, p.part, p.batch_id, p.first_key, p.end_key, p.done_key, p.done_country, p.done_chunk, p.fence
            """, new { lease }, transaction), cancellation);

    /// <summary>The next parties of screenings, each name and country once, as they were last seen.</summary>
    public Task<SweepStep> ReadAsync(SweepPart part, int limit, CancellationToken cancellation) => database.ReadAsync(async connection =>
    {
        var parties = (await connection.QueryAsync<SeenParty>(new CommandDefinition(
            """
            select distinct on (party_key, coalesce(country, '')) party_key, name, country, address, role, screening_id as subject_id
            from screening_parties
            where tenant_id = @PartyTenant and party_key >= @FirstKey and (@EndKey::bytea is null or party_key < @EndKey)
                and (@DoneKey::bytea is null or (party_key, coalesce(country, '')) > (@DoneKey, coalesce(@DoneCountry::text, '')))
                and month >= date_trunc('month', @SeenFrom::timestamptz at time zone 'UTC')::date and seen_at >= @SeenFrom and seen_at < @SeenTo
            order by party_key, coalesce(country, ''), seen_at desc
            limit @limit
            """, new { part.PartyTenant, part.FirstKey, part.EndKey, part.DoneKey, part.DoneCountry, part.SeenFrom, part.SeenTo, limit }, cancellationToken: cancellation))).AsList();
        return new SweepStep(parties, parties.Count > 0 ? parties[^1].PartyKey : part.DoneKey, parties.Count > 0 ? parties[^1].Country : part.DoneCountry, null, parties.Count < limit);
    }, cancellation);

    /// <summary>Stores what came of a step and goes on to the next; gives the number of alerts that are new. Null when the part is no longer the caller's: nothing is written.</summary>
    public Task<int?> FinishStepAsync(SweepPart part, SweepStep step, IReadOnlyList<AlertRow> alerts, TimeSpan lease, CancellationToken cancellation) =>
        database.WriteAsync<int?>(async (connection, transaction) =>
        {
            var isOurs = await connection.ExecuteScalarAsync<int?>(
                """
                select 1 from alert_sweep_parts
                where tenant_id = @TenantId and list = @List and seq = @Seq and party_tenant = @PartyTenant and part = @Part and state = 'leased' and fence = @Fence for update
                """, part, transaction) is not null;
            if (!isOurs)
            {
                return null;
            }

            var raised = 0;
            foreach (var alert in alerts)
            {
                raised += await InsertAsync(connection, transaction, alert);
            }

            await connection.ExecuteAsync(
                """
                update alert_sweep_parts set done_key = @DoneKey, done_country = @DoneCountry, done_chunk = coalesce(@DoneChunk::int, done_chunk), parties = parties + @count, alerts = alerts + @raised,
                    state = case when @IsLast then 'done' else 'leased' end, lease_until = case when @IsLast then null else clock_timestamp() + @lease end
                where tenant_id = @TenantId and list = @List and seq = @Seq and party_tenant = @PartyTenant and part = @Part
                """,
                new { step.DoneKey, step.DoneCountry, step.DoneChunk, step.IsLast, count = step.Parties.Count, raised, lease, part.TenantId, part.List, part.Seq, part.PartyTenant, part.Part }, transaction);
            return raised;
        }, cancellation);

    /// <summary>How far the sweeps are that a tenant's parties take part in, the latest first.</summary>
    public Task<List<SweepRow>> ListAsync(string tenant, int limit, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<SweepRow>(
            """
            select s.list, s.version, s.planned_at, case when bool_and(p.state = 'done') then s.finished_at end as finished_at, count(*)::int as parts,
                (count(*) filter (where p.state = 'done'))::int as parts_done, sum(p.parties)::bigint as parties, sum(p.alerts)::bigint as alerts
            from alert_sweeps s join alert_sweep_parts p on p.tenant_id = s.tenant_id and p.list = s.list and p.seq = s.seq
            where p.party_tenant = @tenant
            group by s.tenant_id, s.list, s.seq
            order by s.planned_at desc, s.list, s.seq desc limit @limit
            """, new { tenant, limit })).AsList(), cancellation);

    /// <summary>Tenants are found one after the other by the index: there are few of them and many parties.</summary>
    private static Task<int> PlanVersionsAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, int lookBack, TimeSpan settle) => connection.ExecuteAsync(
        """
        with recursive tenants as (
            (select tenant_id from screening_parties order by tenant_id limit 1)
            union all
            select (select p.tenant_id from screening_parties p where p.tenant_id > t.tenant_id order by p.tenant_id limit 1) from tenants t where t.tenant_id is not null),
        planned as (
            insert into alert_sweeps (tenant_id, list, seq, version, seen_from, seen_to)
            select v.tenant_id, v.list, v.seq, v.version, v.used_from - make_interval(days => @lookBack), v.used_from + @settle
            from watchlist_versions v
            where v.used_from + @settle <= clock_timestamp()
                and not exists (select from alert_sweeps s where s.tenant_id = v.tenant_id and s.list = v.list and s.seq = v.seq)
            order by v.used_from
            on conflict do nothing
            returning tenant_id, list, seq)
        insert into alert_sweep_parts (tenant_id, list, seq, party_tenant, part, first_key, end_key)
        select p.tenant_id, p.list, p.seq, t.tenant_id, 'parties/' || to_hex(n), decode(to_hex(n) || '0', 'hex'), case when n < @PartsOfTenant - 1 then decode(to_hex(n + 1) || '0', 'hex') end
        from planned p join tenants t on t.tenant_id is not null and p.tenant_id in (t.tenant_id, @SharedLists), generate_series(0, @PartsOfTenant - 1) n
        on conflict do nothing
        """, new { lookBack, settle, PartsOfTenant, SharedLists }, transaction);

    /// <summary>Batches that were begun before the version was known, and were not done by then.</summary>
    private static Task<int> PlanBatchesAsync(NpgsqlConnection connection, NpgsqlTransaction transaction) => connection.ExecuteAsync(
        """
        insert into alert_sweep_parts (tenant_id, list, seq, party_tenant, part, batch_id, first_key)
        select s.tenant_id, s.list, s.seq, b.tenant_id, 'batch/' || b.id, b.id, ''
        from alert_sweeps s
        join watchlist_versions v on v.tenant_id = s.tenant_id and v.list = s.list and v.seq = s.seq
        join batches b on s.tenant_id in (b.tenant_id, @SharedLists) and b.created_at >= s.seen_from and b.created_at < s.seen_to
            and b.state not in ('receiving', 'canceled') and (b.finished_at is null or b.finished_at >= v.used_from)
        where s.planned_at > clock_timestamp() - make_interval(days => @DaysOfBatches)
        on conflict do nothing
        """, new { SharedLists, DaysOfBatches }, transaction);

    private static Task<int> InsertAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, AlertRow alert) => connection.ExecuteAsync(
        """
        with raised as (
            insert into alerts (tenant_id, id, month, party_key, name, country, role, subject_kind, subject_id, list, list_version, section, entry_id, entry_digest, entry_name,
                                score, strength, unsuppressed, explanation)
            values (@TenantId, @Id, @month, @PartyKey, @Name, @Country, @Role, @SubjectKind, @SubjectId, @List, @ListVersion, @Section, @EntryId, @EntryDigest, @EntryName,
                    @Score, @Strength, @Unsuppressed, @Explanation::jsonb)
            on conflict do nothing
            returning tenant_id, id, month, subject_id, entry_digest)
        insert into audit_entries (tenant_id, id, month, actor, action, subject, digest, detail)
        select tenant_id, id, month, 'alerts', 'alertRaised', subject_id || '/' || id, entry_digest, jsonb_build_object('list', @List, 'version', @ListVersion, 'entry', @EntryId)
        from raised
        """,
        new
        {
            alert.TenantId, alert.Id, month = Months.MonthOf(alert.Id), alert.PartyKey, alert.Name, alert.Country, alert.Role, alert.SubjectKind, alert.SubjectId, alert.List, alert.ListVersion,
            alert.Section, alert.EntryId, alert.EntryDigest, alert.EntryName, alert.Score, alert.Strength, alert.Unsuppressed, alert.Explanation,
        }, transaction);
}
