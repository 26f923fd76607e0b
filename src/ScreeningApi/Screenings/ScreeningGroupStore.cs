using Dapper;
using Npgsql;
using NpgsqlTypes;
using ScreeningApi.Storage;

namespace ScreeningApi.Screenings;

/// <summary>
/// Stores a group of screenings, each with its parties, its audit entry and its idempotency key, in one transaction: all of them or
/// none. What it costs is a few statements for the group, however many rows it has. Safe to do again when a commit's reply was lost:
/// ids are the callers', and what is there already is left alone.
/// </summary>
internal sealed class ScreeningGroupStore(Database database)
{
    internal const string FindSql =
        """
        select s.tenant_id, s.id, s.reference, s.created_at, s.decisive_date, s.result_packed, s.result::text as result
        from unnest(@Tenants, @Ids, @Months) r (tenant_id, id, month)
        join screenings s on s.tenant_id = r.tenant_id and s.id = r.id and s.month = r.month
        where s.month between @From and @To
        """;

    /// <summary>The lock comes before the look, in a statement of its own: what its last holder has committed must be seen.</summary>
    private const string LockSql = "select pg_try_advisory_xact_lock(hashtextextended(k.name, 0)) from unnest($1) with ordinality k (name, no) order by k.no";

    private const string KnownSql =
        """
        select k.no, i.body_digest, i.screening_id
        from unnest($1, $2) with ordinality k (tenant_id, key, no)
        join idempotency_keys i on i.tenant_id = k.tenant_id and i.key = k.key
        """;

    /// <summary>An unnested set comes in the order of its arrays, so rows are written, and get their times, in the order of arrival.</summary>
    private const string ScreeningsSql =
        """
        insert into screenings (tenant_id, id, month, created_by, reference, decisive_date, destination, verdict, risk_score, risk_level, categories,
                                rule_set, destinations, policy, engine, request, result_packed)
        select r.tenant_id, r.id, r.month, r.created_by, r.reference, r.decisive_date, r.destination, r.verdict, r.risk_score, r.risk_level, r.categories::text[],
               r.rule_set, r.destinations, r.policy, r.engine, r.request, r.result_packed
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            r (tenant_id, id, month, created_by, reference, decisive_date, destination, verdict, risk_score, risk_level, categories, rule_set, destinations, policy, engine, request, result_packed)
        on conflict (tenant_id, id, month) do nothing
        returning tenant_id, id, created_at
        """;

    private const string AuditSql =
        """
        insert into audit_entries (tenant_id, id, month, actor, action, subject, digest)
        select r.tenant_id, r.id, r.month, r.actor, 'screeningStored', r.id::text, r.digest
        from unnest($1, $2, $3, $4, $5) r (tenant_id, id, month, actor, digest)
        on conflict (tenant_id, id, month) do nothing
        """;

    private const string PartiesSql =
        """
        insert into screening_parties (tenant_id, screening_id, month, party_no, party_key, name, country, address, role)
        select p.tenant_id, p.screening_id, p.month, p.party_no, p.party_key, p.name, p.country, p.address, p.role
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) p (tenant_id, screening_id, month, party_no, party_key, name, country, address, role)
        on conflict (tenant_id, screening_id, month, party_no) do nothing
        """;

    private const string KeysSql =
        """
        insert into idempotency_keys (tenant_id, key, body_digest, screening_id, month)
        select k.tenant_id, k.key, k.body_digest, k.screening_id, k.month
        from unnest($1, $2, $3, $4, $5) k (tenant_id, key, body_digest, screening_id, month)
        on conflict (tenant_id, key) do nothing
        """;

    /// <summary>What became of each, in the order of the group.</summary>
    public Task<StoreResult[]> InsertAsync(IReadOnlyList<NewScreening> group, CancellationToken cancellation) =>
        database.WriteOftenAsync(async (connection, transaction) =>
        {
            var unit = new Unit(connection, transaction, cancellation);
            var results = new StoreResult?[group.Count];
            if (group.Any(s => s.Key is not null))
            {
                await SettleKeysAsync(unit, group, results);
            }

            int[] open = [.. Enumerable.Range(0, group.Count).Where(i => results[i] is null)];
            if (open.Length > 0)
            {
                var stored = await InsertRowsAsync(unit, [.. open.Select(i => group[i])]);
                Array.ForEach(open, i => results[i] = new StoreResult(StoreOutcome.Stored, stored[RowKey.Of(group[i].Row)]));
            }

            return Array.ConvertAll(results, r => r!.Value);
        }, cancellation);

    /// <summary>Settles what is not to be stored because of its key. What is committed under a key is final, whoever may hold the lock on it meanwhile.</summary>
    private static async Task SettleKeysAsync(Unit unit, IReadOnlyList<NewScreening> group, StoreResult?[] results)
    {
        int[] keyed = [.. Enumerable.Range(0, group.Count).Where(i => group[i].Key is not null)];
        var (locked, known) = await LookUpAsync(unit, [.. keyed.Select(i => group[i])]);
        var begun = new HashSet<string>();
        var replays = new List<(int Index, RowKey Row)>();
        for (var no = 0; no < keyed.Length; no++)
        {
            var (i, screening) = (keyed[no], group[keyed[no]]);
            if (known[no] is not { } before)
            {
                // The second of a group is as late as one that comes while the first is written elsewhere.
                results[i] = locked[no] && begun.Add(LockName(screening)) ? null : new StoreResult(StoreOutcome.InFlight);
            }
            else if (before.ScreeningId != screening.Row.Id)
            {
                results[i] = new StoreResult(StoreOutcome.KeyReused);
                if (before.BodyDigest.AsSpan().SequenceEqual(screening.Key!.BodyDigest))
                {
                    replays.Add((i, new RowKey(screening.Row.TenantId, before.ScreeningId)));
                }
            }

            // Else it is our own id: an earlier try of this very unit went through, and only its reply was lost.
        }

        if (replays.Count > 0)
        {
            var stored = await FindAsync(unit, [.. replays.Select(r => r.Row).Distinct()]);

            // Where the row is gone, retention has taken the key before it, a moment ago.
            replays.ForEach(r => results[r.Index] = stored.TryGetValue(r.Row, out var row) ? new StoreResult(StoreOutcome.Replayed, row) : new StoreResult(StoreOutcome.InFlight));
        }
    }

    /// <summary>Of each key whether it is ours to use, and what it was used for already.</summary>
    private static async Task<(bool[] Locked, KnownKey?[] Known)> LookUpAsync(Unit unit, NewScreening[] keyed)
    {
        await using var batch = unit.NewBatch();
        batch.Add(LockSql, Columns.Texts(keyed.Select(LockName)));
        batch.Add(KnownSql, Columns.Texts(keyed.Select(s => s.Row.TenantId)), Columns.Texts(keyed.Select(s => s.Key!.Key)));
        await using var reader = await batch.ExecuteReaderAsync(unit.Cancellation);
        var (locked, known) = (new bool[keyed.Length], new KnownKey?[keyed.Length]);
        for (var no = 0; await reader.ReadAsync(unit.Cancellation); no++)
        {
            locked[no] = reader.GetBoolean(0);
        }

        await reader.NextResultAsync(unit.Cancellation);
        while (await reader.ReadAsync(unit.Cancellation))
        {
            known[reader.GetInt64(0) - 1] = new KnownKey(reader.GetFieldValue<byte[]>(1), reader.GetGuid(2));
        }

        return (locked, known);
    }

    private static async Task<Dictionary<RowKey, ScreeningRow>> InsertRowsAsync(Unit unit, NewScreening[] group)
    {
        var rows = Array.ConvertAll(group, s => s.Row);
        var stored = new Dictionary<RowKey, ScreeningRow>();
        await using (var batch = NewInserts(unit, group, rows))
        {
            var all = rows.ToDictionary(RowKey.Of);
            await batch.PrepareAsync(unit.Cancellation);
            await using var reader = await batch.ExecuteReaderAsync(unit.Cancellation);
            while (await reader.ReadAsync(unit.Cancellation))
            {
                var key = new RowKey(reader.GetString(0), reader.GetGuid(1));
                stored[key] = all[key] with { CreatedAt = reader.GetDateTime(2) };
            }

            // What is wrong with the other statements comes to light only here.
            while (await reader.NextResultAsync(unit.Cancellation))
            {
            }
        }

        if (stored.Count < rows.Length)
        {
            // An earlier try of this unit went through. Another statement: what it committed a moment ago must be seen.
            var earlier = await FindAsync(unit, [.. rows.Select(RowKey.Of).Where(k => !stored.ContainsKey(k))]);
            foreach (var (key, row) in earlier)
            {
                stored[key] = row;
            }
        }

        return stored;
    }

    private static NpgsqlBatch NewInserts(Unit unit, NewScreening[] group, ScreeningRow[] rows)
    {
        var batch = unit.NewBatch();
        string[] tenants = [.. rows.Select(r => r.TenantId)];
        Guid[] ids = [.. rows.Select(r => r.Id)];
        DateOnly?[] months = [.. rows.Select(r => Months.MonthOf(r.Id))];
        batch.Add(
            ScreeningsSql, Columns.Texts(tenants), Columns.Ids(ids), Columns.Dates(months), Columns.Texts(rows.Select(r => r.CreatedBy)), Columns.Texts(rows.Select(r => r.Reference)),
            Columns.Dates(rows.Select(r => (DateOnly?)r.DecisiveDate)), Columns.Texts(rows.Select(r => r.Destination)), Columns.Texts(rows.Select(r => r.Verdict)),
            Columns.Of(rows.Select(r => r.RiskScore), NpgsqlDbType.Numeric), Columns.Texts(rows.Select(r => r.RiskLevel)), Columns.Texts(rows.Select(r => ArrayLiteral.Of(r.Categories))),
            Columns.Texts(rows.Select(r => r.RuleSet)), Columns.Texts(rows.Select(r => r.Destinations)), Columns.Texts(rows.Select(r => r.Policy)), Columns.Texts(rows.Select(r => r.Engine)),
            Columns.Of(rows.Select(r => r.Request), NpgsqlDbType.Json), Columns.Of(rows.Select(r => r.ResultPacked), NpgsqlDbType.Bytea));
        batch.Add(
            AuditSql, Columns.Texts(tenants), Columns.Ids(ids), Columns.Dates(months), Columns.Texts(rows.Select(r => r.CreatedBy)), Columns.Of(rows.Select(r => r.Digest), NpgsqlDbType.Bytea));
        if (rows.Any(r => r.Parties.Count > 0))
        {
            AddParties(batch, rows);
        }

        if (group.Any(s => s.Key is not null))
        {
            AddKeys(batch, [.. group.Where(s => s.Key is not null)]);
        }

        return batch;
    }

    private static void AddParties(NpgsqlBatch batch, ScreeningRow[] rows)
    {
        (ScreeningRow Row, int No, ScreenedParty Party)[] parties = [.. rows.SelectMany(r => r.Parties.Select((p, i) => (r, i + 1, p)))];
        batch.Add(
            PartiesSql, Columns.Texts(parties.Select(p => p.Row.TenantId)), Columns.Ids(parties.Select(p => p.Row.Id)), Columns.Dates(parties.Select(p => Months.MonthOf(p.Row.Id))),
            Columns.Of(parties.Select(p => (short)p.No), NpgsqlDbType.Smallint), Columns.Of(parties.Select(p => p.Party.Key), NpgsqlDbType.Bytea),
            Columns.Texts(parties.Select(p => p.Party.Name)), Columns.Texts(parties.Select(p => p.Party.Country)), Columns.Texts(parties.Select(p => p.Party.Address)), Columns.Texts(parties.Select(p => p.Party.Role)));
    }

    private static void AddKeys(NpgsqlBatch batch, NewScreening[] keyed) => batch.Add(
        KeysSql, Columns.Texts(keyed.Select(s => s.Row.TenantId)), Columns.Texts(keyed.Select(s => s.Key!.Key)), Columns.Of(keyed.Select(s => s.Key!.BodyDigest), NpgsqlDbType.Bytea),
        Columns.Ids(keyed.Select(s => s.Row.Id)), Columns.Dates(keyed.Select(s => Months.MonthOf(s.Row.Id))));

    /// <summary>The months bound the partitions that are looked into.</summary>
    private static async Task<Dictionary<RowKey, ScreeningRow>> FindAsync(Unit unit, RowKey[] rows)
    {
        DateOnly[] months = [.. rows.Select(r => Months.MonthOf(r.Id)!.Value)];
        var values = new { Tenants = rows.Select(r => r.TenantId).ToArray(), Ids = rows.Select(r => r.Id).ToArray(), Months = months, From = months.Min(), To = months.Max() };
        var found = await unit.Connection.QueryAsync<ScreeningRow>(new CommandDefinition(FindSql, values, unit.Transaction, cancellationToken: unit.Cancellation));
        return found.ToDictionary(RowKey.Of);
    }

    private static string LockName(NewScreening screening) => $"{screening.Row.TenantId}\n{screening.Key!.Key}";

    private sealed record KnownKey(byte[] BodyDigest, Guid ScreeningId);

    private readonly record struct RowKey(string TenantId, Guid Id)
    {
        public static RowKey Of(ScreeningRow row) => new(row.TenantId, row.Id);
    }

    /// <summary>One try.</summary>
    private sealed record Unit(NpgsqlConnection Connection, NpgsqlTransaction Transaction, CancellationToken Cancellation)
    {
        public NpgsqlBatch NewBatch() => new(Connection, Transaction);
    }
}
