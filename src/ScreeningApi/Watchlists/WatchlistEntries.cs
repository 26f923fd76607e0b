using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using ScreeningApi.Hosting;

namespace ScreeningApi.Watchlists;

/// <summary>What is asked of the entries of a list.</summary>
internal sealed record EntriesQuery
{
    public const int MaxPage = 200;

    private static readonly string[] Formats = ["json", "ndjson"];

    public static readonly string[] Names = ["section", "changedSince", "version", "format", PageQuery.LimitName, PageQuery.CursorName];

    [FromQuery(Name = "section"), Description("Only entries of this part of the list")]
    public string? Section { get; init; }

    [FromQuery(Name = "changedSince"), Description("Only what differs from this version: its name, or the number of its import")]
    public string? ChangedSince { get; init; }

    [FromQuery(Name = "version"), Description("The version; the one in use when absent")]
    public string? Version { get; init; }

    [FromQuery(Name = "format"), ParameterShape(OneOf = "json|ndjson"), Description("json gives a page; ndjson gives everything, one entry a line")]
    public string? Format { get; init; }

    [FromQuery(Name = PageQuery.LimitName), ParameterShape(Least = 1, Most = MaxPage), Description("50 when absent; of pages alone")]
    public string? Limit { get; init; }

    [FromQuery(Name = PageQuery.CursorName), Description("next of the page before")]
    public string? Cursor { get; init; }

    public bool IsWhole => Format == Formats[1];

    public IResult? Refuse(HttpContext context, out int limit)
    {
        limit = 0;
        return QueryNames.RefuseUnknown(context, Names)
            ?? (Format is not null && !Formats.Contains(Format) ? PageQuery.Refuse(context, "format", "unknownValue", $"found '{PageQuery.Shown(Format)}', expected json or ndjson") : null)
            ?? (IsWhole && (Limit ?? Cursor) is not null ? PageQuery.Refuse(context, Limit is null ? PageQuery.CursorName : PageQuery.LimitName, "notPaged", "found a page, expected none: ndjson gives everything") : null)
            ?? (Texts.Any(t => t?.Contains('\0', StringComparison.Ordinal) == true) ? PageQuery.Refuse(context, "section", "invalidText", "found a NUL character, expected text") : null)
            ?? (Cursor is not null && EntryCursor.Parse(Cursor) is null ? PageQuery.RefuseCursor(context) : null)
            ?? PageQuery.RefuseLimit(context, Limit, MaxPage, out limit);
    }

    private IEnumerable<string?> Texts => [Section, ChangedSince, Version];
}

/// <summary>Gives the entries of a version, a page or all of them.</summary>
internal static class WatchlistEntries
{
    private const string LinesType = "application/x-ndjson";
    private const int LinesPage = 1_000;

    internal static async Task<IResult> Send(HttpContext context, WatchlistStore store, string code, [AsParameters] EntriesQuery query)
    {
        if (query.Refuse(context, out var limit) is { } refusal)
        {
            return refusal;
        }

        var key = WatchlistKey.Of(Caller.Of(context).Tenant, code);
        var cursor = query.Cursor is null ? null : EntryCursor.Parse(query.Cursor);
        var version = cursor is null ? await store.FindVersionAsync(key, query.Version, context.RequestAborted) : await store.FindAsync(key, cursor.Seq, context.RequestAborted);
        if (version?.Version is null)
        {
            return Problems.NotFound(context, query.Version is null ? "list of restricted parties with this code and a version in use" : "version of this name of this list");
        }

        var since = cursor is null ? await FindSinceAsync(store, key, query.ChangedSince, context.RequestAborted) : cursor.Since;
        if (query.ChangedSince is not null && since is null)
        {
            return PageQuery.Refuse(context, "changedSince", "unknownVersion", "found no such version of this list, expected the name of one, or the number of its import");
        }

        var page = new EntryQuery(version.Seq, since, query.Section, cursor?.After, query.IsWhole ? LinesPage : limit);
        return query.IsWhole ? new Lines(store, key, page) : await PageAsync(context, store, version, page);
    }

    private static async Task<IResult> PageAsync(HttpContext context, WatchlistStore store, WatchlistVersionRow version, EntryQuery page)
    {
        var rows = await store.ListEntriesAsync(version.Key, page, context.RequestAborted);
        return Results.Json(new WatchlistEntryPage
        {
            List = version.List,
            Version = version.Version!,
            Items = [.. rows.Take(page.Limit).Select(WatchlistEntryItem.Of)],
            Next = rows.Count > page.Limit ? new EntryCursor(page.Seq, page.Since, rows[page.Limit - 1].EntryId).ToString() : null,
        }, JsonFormat.Options);
    }

    /// <summary>Null when there is no such version; one that was never put to use is none.</summary>
    private static async Task<int?> FindSinceAsync(WatchlistStore store, WatchlistKey key, string? text, CancellationToken cancellation)
    {
        if (text is null)
        {
            return null;
        }

        var row = PageQuery.Number(text) is { } seq ? await store.FindAsync(key, seq, cancellation) : await store.FindVersionAsync(key, text, cancellation);
        return row?.Version is null ? null : row.Seq;
    }

    /// <summary>Everything, a thousand entries at a time: an answer that is long under way holds no connection to the database.</summary>
    private sealed class Lines(WatchlistStore store, WatchlistKey key, EntryQuery first) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            var page = first;
            var rows = await store.ListEntriesAsync(key, page, context.RequestAborted);
            context.Response.ContentType = LinesType;
            while (true)
            {
                foreach (var row in rows.Take(page.Limit))
                {
                    await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(WatchlistEntryItem.Of(row), JsonFormat.Options), context.RequestAborted);
                    await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
                }

                if (rows.Count <= page.Limit)
                {
                    return;
                }

                page = page with { After = rows[page.Limit - 1].EntryId };
                rows = await store.ListEntriesAsync(key, page, context.RequestAborted);
            }
        }
    }
}
