using System.Text;
using Microsoft.Extensions.Options;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;
using ScreeningApi.Watchlists.Downloads;

namespace ScreeningApi.Watchlists.Imports;

/// <summary>Imports on behalf of callers: whose lists they may import, and what they are answered.</summary>
internal sealed class WatchlistDesk(
    WatchlistImport import, WatchlistFetch fetch, WatchlistStore store, WatchlistHolder lists, WatchlistTermsBook terms, SnapshotHolder snapshots, LoopbackMode loopback, IOptions<WatchlistOptions> options)
{
    /// <summary>Null when the caller may import the list.</summary>
    public IResult? Find(HttpContext context, string code, out WatchlistTerms? found)
    {
        var tenant = Caller.Of(context).Tenant;
        found = terms.Find(snapshots.Current.WatchlistRules, WatchlistKey.Of(tenant, code));
        return !WatchlistKey.IsOwnCode(code) && !IsOperator(tenant)
                ? Problems.Refuse(context, 403, $"The list serves every tenant: it is imported with a key of the tenant {AccessKeyDirectory.OperatorTenant}. Lists of your own have codes that begin with {WatchlistKey.OwnPrefix}.", "operatorOnly")
            : found is null ? WatchlistEndpoints.NotFound(context)
            : null;
    }

    public async Task<ImportOutcome> ImportAsync(HttpContext context, WatchlistTerms list, IncomingList incoming, (ImportQuery Query, string? Key) on)
    {
        var caller = Caller.Of(context);
        var said = $"import {list.Key.List} {on.Query.Format} {on.Query.Sha256}\n";
        var key = WatchlistImportEndpoints.KeyOf(on.Key, Encoding.UTF8.GetBytes(said + (incoming.Upload is { } sent ? Convert.ToHexString(sent.Sha256) : incoming.Url)));
        var order = new ImportOrder(import.NewId(), caller.Tenant, caller.Actor, key);
        if (incoming.Upload is { } upload)
        {
            var source = new ImportSource("upload", string.Join(' ', upload.Names), on.Query.Format, on.Query.Sha256);
            return await import.RunAsync(upload, list, source, (snapshots.Current, order), context.RequestAborted);
        }

        // Without what is known from the last time: the answer is then always a file, and one that is unchanged is told by its hash.
        string[] urls = [incoming.Url!];
        var from = new ImportSource("url", WatchlistFetch.Shown(urls), on.Query.Format, on.Query.Sha256);
        return (await fetch.RunAsync(list, urls, null, (options.Value.UrlHosts, from, order), context.RequestAborted)).Import!;
    }

    /// <summary>What was stored is in use here before the answer says so.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context, ImportOutcome outcome, int status)
    {
        await lists.RefreshAsync(context.RequestAborted);
        var row = outcome.Row!;
        if (status == StatusCodes.Status201Created)
        {
            context.Response.Headers.Location = $"/v1/watchlists/{row.List}/imports/{row.Seq}";
        }

        return Results.Json(WatchlistImportItem.Of(row, outcome.IsUnchanged), JsonFormat.Options, statusCode: status);
    }

    public async Task<IResult> RefuseReleaseAsync(HttpContext context, WatchlistKey key, int seq) => await store.FindAsync(key, seq, context.RequestAborted) switch
    {
        null => Problems.NotFound(context, "import of this list and number"),
        { IsQuarantined: true } => Problems.Refuse(context, 409, "The file could not be read as a whole: nobody may put it to use. Import a sound one.", "notReleasable"),
        var row => Problems.Refuse(context, 409, $"Only a quarantined import can be released; this one is {row.State}.", "notQuarantined"),
    };

    private bool IsOperator(string tenant) => tenant == AccessKeyDirectory.OperatorTenant || (tenant == LoopbackMode.Tenant && loopback.IsOn);
}
