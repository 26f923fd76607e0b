using Dapper;
using Npgsql;
using ScreeningApi.Storage;

namespace ScreeningApi.Screenings;

/// <summary>A screening as it is stored.</summary>
internal sealed record ScreeningRow
{
    public string TenantId { get; init; } = "";
    public Guid Id { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public string? Reference { get; init; }
    public DateOnly DecisiveDate { get; init; }
    public string Destination { get; init; } = "";
    public string Verdict { get; init; } = "";
    public decimal RiskScore { get; init; }
    public string RiskLevel { get; init; } = "";
    public string[] Categories { get; init; } = [];
    public string RuleSet { get; init; } = "";
    public string Destinations { get; init; } = "";
    public string Policy { get; init; } = "";
    public string Engine { get; init; } = "";

    /// <summary>The request byte for byte as it was sent, JSON.</summary>
    public string Request { get; init; } = "";

    /// <summary>The engine's result, JSON.</summary>
    public string Result { get; init; } = "";

    /// <summary>SHA-256 over request and result, kept in the audit entry.</summary>
    public byte[] Digest { get; init; } = [];

    /// <summary>Who was screened: looked for again when lists change.</summary>
    public IReadOnlyList<ScreenedParty> Parties { get; init; } = [];
}

/// <summary>A party of a screening.</summary>
/// <param name="Key">The same for every spelling of the name.</param>
/// <param name="Country">ISO 3166-1 alpha-2; null when not stated or not understood.</param>
internal sealed record ScreenedParty(byte[] Key, string Name, string? Country, string? Address, string Role);

internal sealed class ScreeningStore(Database database)
{
    /// <summary>The id says the month, so that one partition is looked into; an id that says none is looked for in all.</summary>
    internal const string FindSql =
        "select id, reference, created_at, decisive_date, result::text as result from screenings where tenant_id = @tenant and id = @id and (@month::date is null or month = @month)";

    internal const string FindRequestSql =
        "select request::text from screenings where tenant_id = @tenant and id = @id and (@month::date is null or month = @month)";

    internal const string FindWithRequestSql =
        "select id, reference, created_at, decisive_date, request::text as request, result::text as result from screenings where tenant_id = @tenant and id = @id and (@month::date is null or month = @month)";

    internal const string ListSql =
        """
        select id, reference, created_at, decisive_date, destination, verdict, risk_score, risk_level, categories
        from screenings
        where tenant_id = @tenant
          and (@Verdict::text is null or verdict = @Verdict)
          and (@RiskLevel::text is null or risk_level = @RiskLevel)
          and (@Category::text is null or categories @> array[@Category])
          and (@Destination::text is null or destination = @Destination)
          and (@Reference::text is null or reference = @Reference)
          and (@From::timestamptz is null or created_at >= @From)
          and (@To::timestamptz is null or created_at < @To)
          and (@BeforeAt::timestamptz is null or (created_at, id) < (@BeforeAt, @BeforeId))
        order by created_at desc, id desc
        limit @Limit + 1
        """;

    /// <summary>
    /// Stores a screening, its parties, its audit entry and its idempotency key in one transaction. Safe to do again when a commit's reply was lost: the
    /// id is the caller's, and what is there already is left alone. Returns the row as stored, or the one that the key already names.
    /// </summary>
    public Task<(StoreOutcome Outcome, ScreeningRow? Row)> InsertAsync(ScreeningRow row, IdempotencyKey? key, CancellationToken cancellation) =>
        database.WriteAsync<(StoreOutcome, ScreeningRow?)>(async (connection, transaction) =>
        {
            if (key is not null && await CheckKeyAsync(connection, transaction, row, key) is { } earlier)
            {
                return earlier;
            }

            var createdAt = await InsertRowAsync(connection, transaction, row);
            if (key is not null)
            {
                await connection.ExecuteAsync(
                    "insert into idempotency_keys (tenant_id, key, body_digest, screening_id, month) values (@TenantId, @Key, @BodyDigest, @Id, @Month) on conflict do nothing",
                    new { row.TenantId, key.Key, key.BodyDigest, row.Id, Month = Months.MonthOf(row.Id) }, transaction);
            }

            return (StoreOutcome.Stored, row with { CreatedAt = createdAt });
        }, cancellation);

    /// <summary>Null when the tenant has no such screening.</summary>
    public Task<ScreeningRow?> FindAsync(string tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(connection => FindAsync(connection, null, tenant, id), cancellation);

    /// <summary>The request as it was sent; null when the tenant has no such screening.</summary>
    public Task<string?> FindRequestAsync(string tenant, Guid id, CancellationToken cancellation) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<string>(FindRequestSql, new { tenant, id, month = Months.MonthOf(id) }), cancellation);

    /// <summary>The screening and the request it was made of; null when the tenant has no such screening.</summary>
    public Task<ScreeningRow?> FindWithRequestAsync(string tenant, Guid id, CancellationToken cancellation) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<ScreeningRow>(FindWithRequestSql, new { tenant, id, month = Months.MonthOf(id) }), cancellation);

    /// <summary>One row more than the limit when there are more.</summary>
    public Task<List<ScreeningRow>> ListAsync(string tenant, ScreeningFilter filter, CancellationToken cancellation) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<ScreeningRow>(
            ListSql,
            new
            {
                tenant, filter.Verdict, filter.RiskLevel, filter.Category, filter.Destination, filter.Reference, filter.From, filter.To,
                BeforeAt = filter.Before?.CreatedAt, BeforeId = filter.Before?.Id, filter.Limit,
            })).AsList(), cancellation);

    private static async Task<(StoreOutcome, ScreeningRow?)?> CheckKeyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, ScreeningRow row, IdempotencyKey key)
    {
        if (!await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_xact_lock(hashtextextended(@lockName, 0))", new { lockName = $"{row.TenantId}\n{key.Key}" }, transaction))
        {
            return (StoreOutcome.InFlight, null);
        }

        var known = await connection.QuerySingleOrDefaultAsync<(byte[] BodyDigest, Guid ScreeningId)?>(
            "select body_digest, screening_id from idempotency_keys where tenant_id = @TenantId and key = @Key", new { row.TenantId, key.Key }, transaction);
        if (known is not { } before)
        {
            return null;
        }

        if (!before.BodyDigest.AsSpan().SequenceEqual(key.BodyDigest))
        {
            return (StoreOutcome.KeyReused, null);
        }

        // Our own id: an earlier try of this very unit went through, and only its reply was lost.
        var stored = await FindAsync(connection, transaction, row.TenantId, before.ScreeningId);
        return (before.ScreeningId == row.Id ? StoreOutcome.Stored : StoreOutcome.Replayed, stored);
    }

    private static Task<DateTime> InsertRowAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, ScreeningRow row) =>
        connection.QuerySingleAsync<DateTime>(
            """
            insert into screenings (tenant_id, id, month, created_by, reference, decisive_date, destination, verdict, risk_score, risk_level, categories,
                                    rule_set, destinations, policy, engine, request, result)
            values (@TenantId, @Id, @Month, @CreatedBy, @Reference, @DecisiveDate, @Destination, @Verdict, @RiskScore, @RiskLevel, @Categories,
                    @RuleSet, @Destinations, @Policy, @Engine, @Request::json, @Result::jsonb)
            on conflict (tenant_id, id, month) do nothing;
            insert into audit_entries (tenant_id, id, month, actor, action, subject, digest)
            values (@TenantId, @Id, @Month, @CreatedBy, 'screeningStored', @Subject, @Digest)
            on conflict (tenant_id, id, month) do nothing;
            insert into screening_parties (tenant_id, screening_id, month, party_no, party_key, name, country, address, role)
            select @TenantId, @Id, @Month, p.party_no, p.key, p.name, p.country, p.address, p.role
            from unnest(@PartyKeys, @PartyNames, @PartyCountries, @PartyAddresses, @PartyRoles) with ordinality as p (key, name, country, address, role, party_no)
            on conflict (tenant_id, screening_id, month, party_no) do nothing;
            select created_at from screenings where tenant_id = @TenantId and id = @Id and month = @Month
            """,
            new
            {
                row.TenantId, row.Id, Month = Months.MonthOf(row.Id), row.CreatedBy, row.Reference, row.DecisiveDate, row.Destination, row.Verdict, row.RiskScore, row.RiskLevel, row.Categories,
                row.RuleSet, row.Destinations, row.Policy, row.Engine, row.Request, row.Result, Subject = row.Id.ToString(), row.Digest,
                PartyKeys = row.Parties.Select(p => p.Key).ToArray(), PartyNames = row.Parties.Select(p => p.Name).ToArray(), PartyCountries = row.Parties.Select(p => p.Country).ToArray(),
                PartyAddresses = row.Parties.Select(p => p.Address).ToArray(), PartyRoles = row.Parties.Select(p => p.Role).ToArray(),
            }, transaction);

    private static async Task<ScreeningRow?> FindAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, string tenant, Guid id) =>
        await connection.QuerySingleOrDefaultAsync<ScreeningRow>(FindSql, new { tenant, id, month = Months.MonthOf(id) }, transaction);
}

/// <summary>What a list of screenings is narrowed to.</summary>
internal sealed record ScreeningFilter
{
    public string? Verdict { get; init; }
    public string? RiskLevel { get; init; }
    public string? Category { get; init; }
    public string? Destination { get; init; }
    public string? Reference { get; init; }
    public DateTime? From { get; init; }
    public DateTime? To { get; init; }
    public int Limit { get; init; }

    /// <summary>The last row of the page before.</summary>
    public ScreeningCursor? Before { get; init; }
}
