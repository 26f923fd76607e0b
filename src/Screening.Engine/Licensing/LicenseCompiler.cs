using System.Collections.Immutable;
using Screening.Engine.Rules;

namespace Screening.Engine.Licensing;

/// <summary>All rows after compilation, of all dates.</summary>
internal sealed record CompiledLicensing(LicensingDocument Document)
{
    public static CompiledLicensing Empty { get; } = new(LicensingDocument.Empty);

    public Dictionary<string, PlaceExpression> Homes { get; } = [];
    public List<CompiledEntry> Entries { get; } = [];
    public List<Sanction> Sanctions { get; } = [];
    public List<EndUseRule> EndUses { get; } = [];
    public List<Bar> Bars { get; } = [];
    public List<CompiledException> Exceptions { get; } = [];

    /// <summary>How many conditions depend on the classification alone.</summary>
    public int ItemConditions { get; set; }
    public List<Step> Steps { get; } = [];
    public StatedFacts Stated { get; init; } = StatedFacts.Empty;
}

/// <summary>An entry with the rows of all dates that say more of it.</summary>
internal sealed record CompiledEntry(
    ControlledEntryRow Row, ImmutableArray<(ControlReason Reason, ReasonScope Scope)> Reasons, ImmutableArray<PartialReasonRow> Parts, ImmutableArray<EntryExceptionRow> Exceptions)
{
    public ControlledEntry On(DateOnly date) => new(
        Row,
        [.. Reasons.Where(r => r.Reason.Row.Source.Validity.Holds(date))
            .Select(r => new EntryReason(r.Reason, r.Scope, [.. Parts.Where(p => p.Reason == r.Reason.Row.Reason && p.Source.Validity.Holds(date))]))],
        [.. Exceptions.Where(e => e.Source.Validity.Holds(date))]);
}

/// <summary>Compiles the rows; everything that cannot be understood is said with its place.</summary>
internal sealed class LicenseCompiler
{
    private readonly LicensingDocument _document;
    private readonly List<RuleSetDiagnostic> _found;
    private readonly CompiledLicensing _compiled;
    private readonly HashSet<string> _facts;

    private LicenseCompiler(LicensingDocument document, List<RuleSetDiagnostic> found)
    {
        (_document, _found) = (document, found);
        _facts = [.. document.PlaceFacts.Select(f => f.Fact)];
        _compiled = new CompiledLicensing(document) { Stated = StatedFacts.Compile(document, found) };
    }

    public static CompiledLicensing Compile(LicensingDocument document, List<RuleSetDiagnostic> found)
    {
        var compiler = new LicenseCompiler(document, found);
        compiler.AddRegimes();
        compiler.AddEntries();
        compiler.AddRules();
        compiler.AddExceptions();
        compiler.AddSteps();
        found.AddRange(LicensingDocumentCheck.Run(document));
        return compiler._compiled;
    }

    private void AddRegimes()
    {
        foreach (var row in _document.Regimes)
        {
            if (Places(row.Home, $"regime {row.Regime}") is { } home)
            {
                _compiled.Homes[row.Regime] = home;
            }
        }
    }

    private void AddEntries()
    {
        var reasons = _document.Reasons.Select(r => (r.Regime, Reason: ReasonOf(r))).Where(r => r.Reason is not null).ToLookup(r => (r.Regime, r.Reason!.Row.Reason), r => r.Reason!);
        var parts = _document.PartialReasons.ToLookup(p => (p.Regime, p.Entry));
        var exceptions = _document.EntryExceptions.ToLookup(e => (e.Regime, e.Entry));
        foreach (var row in _document.Entries)
        {
            var scoped = ImmutableArray.CreateBuilder<(ControlReason, ReasonScope)>();
            foreach (var (token, scope) in row.Scopes.Select(s => ScopeOf(row, s)))
            {
                var known = reasons[(row.Regime, token)].ToList();

                // A rule set from before there were license tables has no law to apply, and is still needed by the batches that hold to it.
                if (known.Count == 0 && !_document.Regimes.IsEmpty)
                {
                    Report($"entry {row.Regime} {row.Entry}", $"found the reason for control '{token}', which stands in no row of license_reasons: expected its column of the country chart, or where it applies");
                }

                scoped.AddRange(known.Select(k => (k, scope)));
            }

            _compiled.Entries.Add(new CompiledEntry(
                row, scoped.DrainToImmutable(), [.. parts[(row.Regime, row.Entry)]],
                [.. exceptions[(row.Regime, row.Entry)].OrderByDescending(e => e.Paragraphs.IsEmpty ? 0 : e.Paragraphs.Max(p => p.Length))]));
        }
    }

    /// <summary><c>NS1:all</c>; the reason itself may hold a colon.</summary>
    private (string Token, ReasonScope Scope) ScopeOf(ControlledEntryRow row, string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon > 0 && TryRead<ReasonScope>(text[(colon + 1)..], out var scope))
        {
            return (text[..colon], scope);
        }

        Report($"entry {row.Regime} {row.Entry}", $"found the scope '{text}', expected a reason and all, part or except, such as NS1:all");
        return (text, ReasonScope.Part);
    }

    private ControlReason? ReasonOf(ControlReasonRow row)
    {
        const string Chart = "chart:";
        if (row.Test.StartsWith(Chart, StringComparison.Ordinal))
        {
            return new ControlReason(row, string.Intern(row.Test[Chart.Length..]), null);
        }

        return row.Test == "ask" ? new ControlReason(row, null, null)
            : Places(row.Test, $"reason {row.Regime} {row.Reason}") is { } places ? new ControlReason(row, null, places) : null;
    }

    private void AddRules()
    {
        foreach (var row in _document.Sanctions)
        {
            var where = $"sanction {row.Regime} {row.Code}";
            if (Places(row.Places, where) is { } places && Items(row.Items, where) is { } items && Template(row.Text, where) is { } text)
            {
                _compiled.Sanctions.Add(new Sanction(row, places, items, row.Spares.Length == 0 ? null : Items(row.Spares, where), EffectOf(row.Effect, where), text));
            }
        }

        foreach (var row in _document.EndUses)
        {
            var where = $"end use {row.Regime} {row.Code}";
            if (Places(row.Places, where) is { } places && Items(row.Items, where) is { } items && Template(row.Text, where) is { } text && Template(row.Question, where) is { } question)
            {
                _compiled.EndUses.Add(new EndUseRule(row, places, items, _compiled.Stated.KindsOf(row.Kinds, where, _found), EffectOf(row.Effect, where), text, question));
            }
        }

        foreach (var row in _document.Bars)
        {
            var where = $"bar {row.Regime} {row.Code}";
            if (Places(row.Places, where) is { } places && Items(row.Items, where) is { } items && Template(row.Text, where) is { } text)
            {
                _compiled.Bars.Add(new Bar(row, places, items, text));
            }
        }
    }

    private void AddExceptions()
    {
        var conditions = _document.Conditions.Select(ConditionOf).OfType<ExceptionCondition>().ToLookup(c => (c.Row.Regime, c.Row.Condition));
        foreach (var row in _document.Exceptions)
        {
            var compiled = ImmutableArray.CreateBuilder<ImmutableArray<ExceptionCondition>>();
            foreach (var name in row.Conditions)
            {
                ImmutableArray<ExceptionCondition> known = [.. conditions[(row.Regime, name)], .. conditions[("*", name)]];
                if (known.IsEmpty)
                {
                    Report($"exception {row.Regime} {row.Code}", $"found the condition '{name}', expected one of the table of conditions");
                }
                else
                {
                    compiled.Add(known);
                }
            }

            _compiled.Exceptions.Add(new CompiledException(row, compiled.DrainToImmutable()));
        }
    }

    private ExceptionCondition? ConditionOf(ExceptionConditionRow row)
    {
        var where = $"condition {row.Regime} {row.Condition}";
        if (!TryRead<ConditionKind>(row.Kind, out var kind) || Template(row.Holds, where) is not { } holds || Template(row.Fails, where) is not { } fails || Template(row.Open, where) is not { } open)
        {
            Report(where, $"found kind '{row.Kind}', expected one of {string.Join(", ", Enum.GetNames<ConditionKind>()).ToLowerInvariant()}");
            return null;
        }

        var condition = new ExceptionCondition(row, kind, holds, fails, open);
        return kind switch
        {
            ConditionKind.Place => condition with { Place = Places(row.Test, where) },
            ConditionKind.Item => Numbered(condition with { Item = Items(row.Test, where) }),
            ConditionKind.Reasons => condition with { Words = [.. row.Test.Split('|', StringSplitOptions.TrimEntries)] },
            ConditionKind.Entry => EntryTest.IsKnown(row.Test) ? condition with { Words = [row.Test] } : Refuse(where, row.Test, EntryTest.Expected),
            ConditionKind.Value => row.Test == "lvs" ? condition : Refuse(where, row.Test, "lvs"),
            ConditionKind.Stated => condition with
            {
                Stated = _compiled.Stated.CircumstancesOf(row.Test.Split('|', StringSplitOptions.TrimEntries), where, _found),
                Denied = _compiled.Stated.OppositesOf(row.Test.Split('|', StringSplitOptions.TrimEntries)),
            },
            _ => condition,
        };
    }

    private ExceptionCondition Numbered(ExceptionCondition condition) => condition.IsOfClassification ? condition with { ItemOrdinal = _compiled.ItemConditions++ } : condition;

    private ExceptionCondition? Refuse(string where, string found, string expected)
    {
        Report(where, $"found the test '{found}', expected {expected}");
        return null;
    }

    private void AddSteps()
    {
        foreach (var row in _document.Steps)
        {
            var where = $"step {row.Regime} {row.Code}";
            if (!TryRead<StepCode>(row.Code, out var code))
            {
                Report(where, $"found a step that nothing takes, expected one of {string.Join(", ", Enum.GetValues<StepCode>().Select(Step.NameOf))}");
            }
            else if (Template(row.Text, where) is { } text && Template(row.Question, where) is { } question)
            {
                _compiled.Steps.Add(new Step(row, code, text, question));
            }
        }
    }

    private PlaceExpression? Places(string text, string where)
    {
        var expression = PlaceExpression.Parse(text, out var wrong);
        if (expression is null)
        {
            Report(where, $"found '{wrong}' in the places '{text}', expected {PlaceExpression.Expected}");
        }

        foreach (var country in expression?.Countries.Where(c => !_document.Places.Any(p => p.Code == c)) ?? [])
        {
            Report(where, $"found country:{country}, expected a code that the table of countries has");
        }

        foreach (var fact in expression?.Facts.Where(f => !_facts.Contains(f)) ?? [])
        {
            Report(where, $"found {fact}, which no country has on any date, expected a group, an embargo or an authorization of the tables of places");
        }

        return expression;
    }

    private ItemExpression? Items(string text, string where)
    {
        var expression = ItemExpression.Parse(text, out var wrong);
        if (expression is null)
        {
            Report(where, $"found '{wrong}' in the items '{text}', expected {ItemExpression.Expected}");
        }

        return expression;
    }

    private TextTemplate? Template(string text, string where)
    {
        var template = TextTemplate.Parse(text, out var wrong);
        if (template is null)
        {
            Report(where, $"found '{{{wrong}}}' in a sentence, expected {{item}}, {{place}}, {{reason}}, {{name}}, {{value}}, {{limit}} or {{other}}");
        }

        return template;
    }

    private RuleEffect EffectOf(string text, string where)
    {
        if (TryRead<RuleEffect>(text, out var effect))
        {
            return effect;
        }

        Report(where, $"found effect '{text}', expected required, open or clause");
        return RuleEffect.Open;
    }

    /// <summary>By name only: a number is none, and neither are two names.</summary>
    private static bool TryRead<T>(string text, out T value) where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out value) && string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase);

    private void Report(string where, string message) => _found.Add(new RuleSetDiagnostic(where, message));
}
