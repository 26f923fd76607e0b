using System.Globalization;
using ScreeningApi.Commands.Files;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Watchlists;
using ScreeningApi.Watchlists.Downloads;
using ScreeningApi.Watchlists.Imports;

namespace ScreeningApi.Commands.Imports;

/// <summary>Imports lists of restricted parties into the database of the service, which notices by itself.</summary>
internal static class WatchlistImportCommand
{
    private const int FewEntries = 20;

    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, ScreenConsole console, CancellationToken cancellation)
    {
        try
        {
            return await RunCheckedAsync(args, configuration, console, cancellation);
        }
        finally
        {
            await console.Out.FlushAsync(cancellation);
        }
    }

    private static async Task<int> RunCheckedAsync(string[] args, IConfiguration configuration, ScreenConsole console, CancellationToken cancellation)
    {
        if (args.Any(a => a is "--help" or "-h"))
        {
            await console.Out.WriteLineAsync(WatchlistImportOptions.Usage);
            return ExitCodes.Success;
        }

        var options = WatchlistImportOptions.Parse(args, out var fault);
        var connection = configuration.GetConnectionString("Screening");
        if (options is null || string.IsNullOrEmpty(connection))
        {
            await console.Error.WriteLineAsync(options is null ? $"{fault}\n\n{WatchlistImportOptions.Usage}" : "Found no connection string, expected one in ConnectionStrings__Screening.");
            return ExitCodes.Usage;
        }

        await using var database = Database.Open(connection);
        await using var services = ServiceHost.BuildImports(configuration, database);
        await services.GetRequiredService<SnapshotHolder>().RefreshAsync(cancellation);
        return options.Code.Length == 0 ? await ShowAsync(services, console.Out, cancellation) : await ImportAsync(options, services, console, cancellation);
    }

    private static async Task<int> ShowAsync(ServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var lists = services.GetRequiredService<WatchlistHolder>();
        await lists.RefreshAsync(cancellation);
        foreach (var status in lists.SharedStatus().OrderBy(s => s.Terms.Key.List, StringComparer.Ordinal))
        {
            var age = status.Age is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h") : "-";
            var notes = string.Concat(
                status.Terms.IsRequired ? "  required" : "",
                status.Quarantined is { } waiting ? $"  quarantined: import {waiting.Seq}" : "",
                status.Check?.Failure is { } failure ? $"  {failure}" : "");
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{status.Terms.Key.List,-16} {Name(status.State),-7} {status.List?.Version ?? "-",-14} {age,9} {status.List?.Row.Entries ?? 0,9:N0} entries{notes}"));
        }

        return ExitCodes.Success;
    }

    private static async Task<int> ImportAsync(WatchlistImportOptions options, ServiceProvider services, ScreenConsole console, CancellationToken cancellation)
    {
        var rules = services.GetRequiredService<SnapshotHolder>().Current.WatchlistRules;
        var key = new WatchlistKey(WatchlistKey.Shared, options.Code);
        var terms = WatchlistKey.IsOwnCode(options.Code) ? null : services.GetRequiredService<WatchlistTermsBook>().Find(rules, key);
        if (terms is null || (options.IsUrl && terms.Url is null))
        {
            await console.Error.WriteLineAsync(terms is null
                ? $"Found the list '{options.Code}', expected one that 'import watchlists' shows; a tenant's own lists are imported over HTTP, with its key."
                : $"Found no address of {options.Code} in the rules, expected files.");
            return ExitCodes.Usage;
        }

        try
        {
            var outcome = options.IsUrl ? await FetchAsync(options, terms, services, cancellation) : await ReadAsync(options, terms, (services, console), cancellation);
            await ReportAsync(outcome, services.GetRequiredService<WatchlistStore>(), console.Out, cancellation);
            return outcome.State is WatchlistImportState.Published or WatchlistImportState.Unchanged ? ExitCodes.Success : ExitCodes.Failed;
        }
        catch (Exception fault) when (fault is DownloadFaultException or TooManyBytesException)
        {
            await console.Error.WriteLineAsync(fault.Message);
            return ExitCodes.Failed;
        }
    }

    private static async Task<ImportOutcome> FetchAsync(WatchlistImportOptions options, WatchlistTerms terms, ServiceProvider services, CancellationToken cancellation)
    {
        var urls = WatchlistFetch.Addresses(terms.Url!);
        var source = new ImportSource("url", WatchlistFetch.Shown(urls), options.Format, options.Sha256);
        return (await services.GetRequiredService<WatchlistFetch>().RunAsync(terms, urls, null, (null, source, NewOrder(services)), cancellation)).Import!;
    }

    private static async Task<ImportOutcome> ReadAsync(WatchlistImportOptions options, WatchlistTerms terms, (ServiceProvider Services, ScreenConsole Console) on, CancellationToken cancellation)
    {
        var length = options.Files.Sum(f => new FileInfo(f).Length);
        var progress = new ProgressBar(on.Console, length, TimeProvider.System);
        using var upload = new WatchlistUpload { Progress = (entries, position) => progress.Report(entries, position) };
        foreach (var file in options.Files)
        {
            await using var content = File.OpenRead(file);
            await upload.AddAsync(Path.GetFileName(file), content, MaxBytes(on.Services), cancellation);
        }

        try
        {
            var source = new ImportSource("command", string.Join(' ', upload.Names), options.Format, options.Sha256);
            return await on.Services.GetRequiredService<WatchlistImport>()
                .RunAsync(upload, terms, source, (on.Services.GetRequiredService<SnapshotHolder>().Current, NewOrder(on.Services)), cancellation);
        }
        finally
        {
            progress.Clear();
        }
    }

    private static async Task ReportAsync(ImportOutcome outcome, WatchlistStore store, TextWriter output, CancellationToken cancellation)
    {
        var row = outcome.Row!;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{row.List} import {row.Seq}: {Name(outcome.State)}{(row.Version is { } version ? $" as {version}" : "")}, {row.Entries:N0} entries, {row.Names:N0} names, sha256 {Convert.ToHexStringLower(row.Sha256)}"));
        foreach (var reason in WatchlistJson.ReadReasons(row.Reasons))
        {
            await output.WriteLineAsync($"  {reason.Code}: found {reason.Found}, expected {reason.Expected}");
        }

        if (outcome.State == WatchlistImportState.Published)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {row.Added:N0} added, {row.Changed:N0} changed, {row.Removed:N0} removed"));
            await ShowChangesAsync(row, store, output, cancellation);
        }
        else if (outcome.State == WatchlistImportState.Quarantined)
        {
            await output.WriteLineAsync(row.Releasable
                ? $"The last good version stays in use. An administrator may put this one to use: POST /v1/watchlists/{row.List}/imports/{row.Seq}/release"
                : "The last good version stays in use. The file cannot be used.");
        }
    }

    /// <summary>By id: terminals are logged, and names of parties do not belong there.</summary>
    private static async Task ShowChangesAsync(WatchlistVersionRow row, WatchlistStore store, TextWriter output, CancellationToken cancellation)
    {
        if ((await store.ListVersionsAsync(row.Key, row.Seq, int.MaxValue - 1, cancellation)).FirstOrDefault(v => v.Version is not null) is not { } before)
        {
            return;
        }

        var changes = await store.ListEntriesAsync(row.Key, new EntryQuery(row.Seq, before.Seq, null, null, FewEntries), cancellation);
        foreach (var change in changes.Take(FewEntries))
        {
            await output.WriteLineAsync($"  {change.Change switch { "added" => '+', "removed" => '-', _ => '~' }} {change.EntryId}");
        }

        if (changes.Count > FewEntries)
        {
            await output.WriteLineAsync($"  ... GET /v1/watchlists/{row.List}/entries?changedSince={before.Version} gives all");
        }
    }

    private static long MaxBytes(ServiceProvider services) => services.GetRequiredService<Microsoft.Extensions.Options.IOptions<WatchlistOptions>>().Value.MaxBytes;

    private static ImportOrder NewOrder(ServiceProvider services) =>
        new(services.GetRequiredService<WatchlistImport>().NewId(), WatchlistKey.Shared, "command", null);

    private static string Name(Enum value) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
