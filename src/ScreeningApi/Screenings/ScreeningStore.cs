using Dapper;
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
    public byte[] Request { get; init; } = [];

    /// <summary>The engine's result as <see cref="PackedResult"/> has it; null for a row that was stored before results were packed.</summary>
    public byte[]? ResultPacked { get; init; }

    /// <summary>The result of such a row, JSON.</summary>
    public string? Result { get; init; }

    /// <summary>SHA-256 over request and result, kept in the audit entry.</summary>
    public byte[] Digest { get; init; } = [];

    /// <summary>Who was screened: looked for again when lists change.</summary>
    public IReadOnlyList<ScreenedParty> Parties { get; init; } = [];
}

/// <summary>A party of a screening.</summary>
/// <param name="Key">The same for every spelling of the name.</param>
/// <param name="Country">ISO 3166-1 alpha-2; null when not stated or not understood.</param>
internal sealed record ScreenedParty(byte[] Key, string Name, string? Country, string? Address, string Role);

/// <summary>Reads screenings; <see cref="ScreeningWriter"/> stores them.</summary>
internal sealed class ScreeningStore(Database database)
{
    /// <summary>The id says the month, so that one partition is looked into; an id that says none is looked for in all.</summary>
    internal const string FindSql =
        "select id, reference, created_at, decisive_date, result_packed, result::text as result from screenings where tenant_id = @tenant and id = @id and (@month::date is null or month = @month)";

    internal const string FindRequestSql =
        "select request::text from screenings where tenant_id = @tenant and id = @id and (@month::date is null or month = @month)";

    internal const string FindWithRequestSql =
        "select id, reference, created_at, decisive_date, convert_to(request::text, 'UTF8') as request, result_packed, result::text as result from screenings where tenant_id = @tenant and id = @id and (@month::date is null or month = @month)";

    /// <summary>Most screenings have no category; the index on categories leaves them out, which the condition must say for it to be used.</summary>
    internal const string ListSql =
        """
        select id, reference, created_at, decisive_date, destination, verdict, risk_score, risk_level, categories
        from screenings
        where tenant_id = @tenant
          and (@Verdict::text is null or verdict = @Verdict)
          and (@RiskLevel::text is null or risk_level = @RiskLevel)
          and (@Category::text is null or categories <> '{}' and categories @> array[@Category])
          and (@Destination::text is null or destination = @Destination)
          and (@Reference::text is null or reference = @Reference)
          and (@From::timestamptz is null or created_at >= @From)
          and (@To::timestamptz is null or created_at < @To)
          and (@BeforeAt::timestamptz is null or (created_at, id) < (@BeforeAt, @BeforeId))
        order by created_at desc, id desc
        limit @Limit + 1
        """;

    /// <summary>Null when the tenant has no such screening.</summary>
    public Task<ScreeningRow?> FindAsync(string tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<ScreeningRow>(FindSql, new { tenant, id, month = Months.MonthOf(id) }), cancellation);

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
