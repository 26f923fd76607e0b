using ScreeningApi.Quality;
using ScreeningApi.Reference;
using ScreeningApi.Reference.Import;
using ScreeningApi.Reference.Import.Drafts;
using ScreeningApi.Storage;

namespace ScreeningApi.Commands.Imports;

/// <summary>Where texts are laid over the data: what is written to whom, and the database, null when there is none.</summary>
internal sealed class ImportDesk(TextWriter output, Database? database, QualityOptions quality, Func<LabelledCorpus> corpus)
{
    private const int FewRows = 50;

    public TextWriter Out => output;

    public Database? Database => database;

    private DraftStore Drafts => new(database!);

    public async Task ReadAsync(ImportOptions options, CancellationToken cancellation)
    {
        var before = await BaseAsync(options.Onto, cancellation);
        var terms = new ImportTerms(options.AsOf!.Value, options.Source ?? SourceOf(options));
        var outcome = Read(options, before, terms);
        new ImportReport(output, options.ShowsAll ? int.MaxValue : FewRows).Write(outcome);
        var doubts = ImportSafety.Doubts(outcome, terms).ToList();
        if (!options.IsDraft)
        {
            await output.WriteLineAsync(doubts.Count == 0 ? "Nothing was stored: --draft stores a draft." : $"Nothing was stored. A draft would need --force: {string.Join("; ", doubts)}.");
            return;
        }

        if (doubts.Count > 0 && !options.Force)
        {
            throw new ImportRefusedException($"No draft was stored: {string.Join("; ", doubts)}. Look at the text, and store it all the same with --force.");
        }

        await SaveAsync(options, outcome, before, terms, cancellation);
    }

    public async Task ListAsync(CancellationToken cancellation)
    {
        var drafts = await Drafts.ListAsync(cancellation);
        foreach (var draft in drafts)
        {
            await output.WriteLineAsync($"{draft.Version}  {Name(draft.Kind)}  {draft.CreatedAt:yyyy-MM-dd HH:mm}  {draft.Note}");
        }

        await output.WriteLineAsync(drafts.Count == 0 ? "No draft is stored." : $"{drafts.Count} stored: 'import publish VERSION' or 'import discard VERSION'.");
    }

    public async Task PublishAsync(ImportOptions options, CancellationToken cancellation)
    {
        quality.Force |= options.Force;
        var published = await Drafts.PublishAsync(options.Subject, (next, current, drafts) => Check(next, current, drafts, options.Force), cancellation);
        await output.WriteLineAsync($"Published {string.Join(", ", published.Select(d => $"{Name(d.Kind)} {d.Version}"))}. Put the rows into db/reference as well: the next release publishes its own files.");
    }

    public async Task DiscardAsync(string version, CancellationToken cancellation)
    {
        var removed = await Drafts.DiscardAsync(version, cancellation);
        await output.WriteLineAsync(removed.Count > 0
            ? $"Discarded {string.Join(", ", removed.Select(d => $"{Name(d.Kind)} {d.Version}"))}."
            : throw new ImportRefusedException($"Found no draft '{version}', expected one that 'import drafts' lists."));
    }

    /// <summary>What was published after a draft was made would be undone by it without anybody having seen that.</summary>
    private string Check(ReferenceData next, ReferenceData current, IReadOnlyList<Draft> drafts, bool force)
    {
        foreach (var draft in drafts.Where(d => !force && DraftNote.Onto(d.Note) != VersionOf(d.Kind, current)))
        {
            throw new ImportRefusedException(
                $"The draft '{draft.Version}' was made of {Name(draft.Kind)} {DraftNote.Onto(draft.Note) ?? "?"}, and {VersionOf(draft.Kind, current)} is published now. Import the text again, or publish it with --force, which undoes what was published since.");
        }

        return MigrateCommand.Check(next, current, corpus, quality);
    }

    private async Task<ReferenceData> BaseAsync(string? onto, CancellationToken cancellation)
    {
        if (database is null)
        {
            await output.WriteLineAsync("Compared with the shipped files: no database is given.");
            return ReferenceFolder.Read(ReferenceFolder.Shipped);
        }

        if (onto is not null)
        {
            return await Drafts.GetAsync(onto, cancellation);
        }

        var store = new ReferenceStore(database);
        return await store.GetAsync(
            await store.FindPublishedAsync(cancellation) ?? throw new ImportRefusedException("Found nothing published, expected rules: run the command migrate."), cancellation);
    }

    private static ImportOutcome Read(ImportOptions options, ReferenceData data, ImportTerms terms) => options.Verb switch
    {
        "ecfr" => TextImport.Ecfr(options.Subject, options.Parts, data, terms),
        "csv" => TextImport.Csv(options.Subject, options.Table!, data, terms),
        _ => TextImport.Act(options.Subject, options.List!, options.Heading, data, terms),
    };

    private async Task SaveAsync(ImportOptions options, ImportOutcome outcome, ReferenceData before, ImportTerms terms, CancellationToken cancellation)
    {
        if (outcome.Kinds.Count == 0)
        {
            await output.WriteLineAsync("No draft was stored: nothing differs.");
            return;
        }

        SnapshotCompiler.Compile(outcome.Data);
        var version = options.Onto ?? await NewVersionAsync(options.Version, terms, cancellation);
        var known = options.Onto is null ? [] : (await Drafts.ListAsync(cancellation)).Where(d => d.Version == version).ToDictionary(d => d.Kind);
        var text = $"Imported {string.Join(", ", outcome.Tables.Where(t => t.IsAny).Select(t => t.Table))} as of {terms.AsOfText} from {terms.Source}.";
        var notes = outcome.Kinds.ToDictionary(k => k, k => known.TryGetValue(k, out var draft)
            ? DraftNote.Of($"{draft.Note[..draft.Note.LastIndexOf(" Drafted onto ", StringComparison.Ordinal)]} {text}", DraftNote.Onto(draft.Note) ?? "?")
            : DraftNote.Of(text, VersionOf(k, before)));
        await Drafts.SaveAsync(Named(outcome, version), notes, cancellation);
        await output.WriteLineAsync($"Stored as a draft of {string.Join(" and ", outcome.Kinds.Order().Select(Name))}: {version}. It is used when you say 'import publish {version}'.");
    }

    private async Task<string> NewVersionAsync(string? asked, ImportTerms terms, CancellationToken cancellation)
    {
        if (asked is not null)
        {
            return await Drafts.IsTakenAsync(asked, cancellation) ? throw new ImportRefusedException($"Found the version '{asked}' in the database, expected a new one; --onto lays a text over a draft.") : asked;
        }

        var (version, number) = ($"import-{terms.AsOfText}", 1);
        while (await Drafts.IsTakenAsync(version, cancellation))
        {
            version = $"import-{terms.AsOfText}-{++number}";
        }

        return version;
    }

    private static ReferenceData Named(ImportOutcome outcome, string version)
    {
        var data = outcome.Data;
        return new ReferenceData(
            outcome.Kinds.Contains(VersionedKind.RuleSet) ? data.RuleSet with { Version = version } : data.RuleSet,
            outcome.Kinds.Contains(VersionedKind.Destinations) ? data.Destinations with { Version = version } : data.Destinations,
            outcome.Kinds.Contains(VersionedKind.Policy) ? data.Policy with { Version = version } : data.Policy);
    }

    private static string VersionOf(VersionedKind kind, ReferenceData data) => kind switch
    {
        VersionedKind.RuleSet => data.RuleSet.Version,
        VersionedKind.Destinations => data.Destinations.Version,
        _ => data.Policy.Version,
    };

    private static string Name(VersionedKind kind) => kind switch
    {
        VersionedKind.RuleSet => "rule set",
        VersionedKind.Destinations => "destination table",
        _ => "policy",
    };

    /// <summary>The publisher alone: two files of one publisher are one copy, of two days.</summary>
    private static string SourceOf(ImportOptions options) => options.Verb switch
    {
        "ecfr" => "eCFR, title 15",
        "eu-annex" => "EUR-Lex",
        "uk-schedule" => "legislation.gov.uk",
        _ => Path.GetFileName(options.Subject),
    };
}
