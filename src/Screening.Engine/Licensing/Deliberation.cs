using System.Collections.Immutable;
using Screening.Engine.Items;

namespace Screening.Engine.Licensing;

/// <summary>
/// One item for one place under one regime, while it is determined: what was said so far, and what follows from it. Only ever
/// becomes stricter; what loosens an answer is tried at the end, on all that was found.
/// </summary>
internal sealed class Deliberation(RegimeTables regime, ClassifiedItem item, Consignment consignment, ConsignmentPlace at, int regimeIndex)
{
    private readonly List<LicenseStep> _steps = [];
    private readonly List<LicenseQuestion> _questions = [];
    private FactTrail _trail = new();
    private string? _applyingReasons;

    public RegimeTables Regime => regime;

    public ClassifiedItem Item => item;

    public Consignment Consignment => consignment;

    public ConsignmentPlace At => at;

    /// <summary>Never null once <see cref="StepCode.PlaceUnknown"/> was looked at.</summary>
    public LicensePlace Place => at.Place!;

    public PlacedRules Rules => Place.Rules[regimeIndex];

    /// <summary>Reasons for control that apply.</summary>
    public List<ControlReason> Applying { get; } = [];

    /// <summary>They in words, once all were found.</summary>
    public string ApplyingReasons => _applyingReasons ??= string.Join(", ", Applying.Select(r => r.Row.Reason));

    /// <summary>Reasons of which it cannot be told.</summary>
    public List<ControlReason> Undecided { get; } = [];

    /// <summary>Exceptions that each sanction, end-use rule and bar leaves; a license exception must be in all of them.</summary>
    public List<ImmutableArray<string>> ExceptionsLeft { get; } = [];

    /// <summary>The same of those of which it cannot be told whether they hold: what they do not leave is not offered.</summary>
    public List<ImmutableArray<string>> ExceptionsDoubted { get; } = [];

    public ImmutableArray<LicenseExceptionTrial> Exceptions { get; set; } = [];

    public bool IsRequired { get; private set; }

    public bool IsOpen { get; private set; }

    public ref FactTrail Trail => ref _trail;

    /// <summary>As what this regime's home stands to a place; not known when the place is not.</summary>
    public Truth IsHome(LicensePlace? place) => place is null ? Truth.Unknown : place.Rules[regimeIndex].IsHome;

    /// <summary>
    /// Whether the goods leave from this regime's home: by what was said of the shipment, else by where they were made. Where there are
    /// several exporters one there is enough, since the goods may leave from it.
    /// </summary>
    /// <param name="from">The place that decides, in words.</param>
    public Truth LeavesHome(out string from)
    {
        var leaves = consignment.LeavesFrom;
        if (leaves.IsEmpty)
        {
            from = NameOf(item.Item.Origin);
            return item.Item.Origin is { } origin ? IsHome(consignment.Find(origin)) : Truth.Unknown;
        }

        var (best, decides) = (Truth.False, leaves[0]);
        foreach (var place in leaves)
        {
            var isHome = IsHome(consignment.Find(place));
            (best, decides) = isHome > best ? (isHome, place) : (best, decides);
        }

        from = NameOf(decides);
        return best;
    }

    /// <summary>A place in words; empty for none.</summary>
    public string NameOf(Place? place) => consignment.Find(place)?.Name ?? place?.Sent ?? "";

    public TextTerms Terms => new(item.Text, at.Text);

    /// <summary>Says a step in the words of the data.</summary>
    public void Say(StepCode code) => Say(code, Terms);

    public void Say(StepCode code, in TextTerms terms, string? rule = null)
    {
        var step = regime.StepOf(code);
        Add(step, step.Text.Fill(terms), step.Row.Source.Citation, rule);
        if (!step.Question.IsEmpty)
        {
            Ask(step.Row.Parameter, step.Question.Fill(terms));
        }
    }

    /// <summary>Says a step that rests on a row of its own.</summary>
    public void Say(StepCode code, in TextTerms terms, Provenance source, string? rule)
    {
        var step = regime.StepOf(code);
        _trail.Use(source);
        Add(step, step.Text.Fill(terms), source.Citation, rule);
        if (!step.Question.IsEmpty)
        {
            Ask(step.Row.Parameter, step.Question.Fill(terms));
        }
    }

    /// <summary>Says a step whose sentence is the row's own.</summary>
    public void Say(StepCode code, string text, string citation, string? rule) => Add(regime.StepOf(code), text, citation, rule);

    public void Ask(string parameter, string why)
    {
        foreach (var question in _questions)
        {
            if (question.Parameter == parameter && question.Why == why)
            {
                return;
            }
        }

        _questions.Add(new LicenseQuestion { Parameter = parameter, Why = why });
    }

    public void Require() => IsRequired = true;

    /// <summary>A sanction or an end-use rule applies: a license is asked for, reviewed as the rule says, and only what the rule leaves may replace it.</summary>
    public void Apply(StepCode code, string text, string policy, (string Citation, string Rule) row, ImmutableArray<string> exceptionsLeft)
    {
        Say(code, text, row.Citation, row.Rule);
        if (policy.Length > 0)
        {
            Say(StepCode.ReviewPolicy, policy, row.Citation, row.Rule);
        }

        ExceptionsLeft.Add(exceptionsLeft);
        Require();
    }

    /// <summary>Whether a rule applies cannot be told: what it does not leave is not offered.</summary>
    public void Doubt(ImmutableArray<string> exceptionsLeft)
    {
        LeaveOpen();
        Trail.Doubt();
        ExceptionsDoubted.Add(exceptionsLeft);
    }

    public void LeaveOpen() => IsOpen = true;

    public DeliberationResult Conclude(LicenseRequirement requirement) => new(requirement, _steps, _questions, Exceptions, _trail);

    private void Add(Step step, string text, string citation, string? rule) => _steps.Add(new LicenseStep { Code = step.Name, Text = text, Citation = citation, Rule = rule });
}

/// <summary>What a deliberation came to.</summary>
internal sealed record DeliberationResult(
    LicenseRequirement Requirement, List<LicenseStep> Steps, List<LicenseQuestion> Questions, ImmutableArray<LicenseExceptionTrial> Exceptions, FactTrail Trail)
{
    /// <summary>Higher is stricter.</summary>
    public int Strictness => Requirement switch
    {
        LicenseRequirement.Required => 3,
        LicenseRequirement.ExceptionAvailable => 2,
        LicenseRequirement.Unknown => 1,
        _ => 0,
    };
}
