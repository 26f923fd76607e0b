using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Destinations;
using Screening.Engine.Items;
using Screening.Engine.Matching;
using Screening.Engine.Parties;

namespace Screening.Engine.Scoring;

/// <summary>What a line's screening has to say besides its score, gravest first.</summary>
internal static class LineFindings
{
    private const string OwnRule = "screening method";

    /// <param name="said">What was said already: measures that hold, and what is asked.</param>
    public static ImmutableArray<Finding> Of(in ItemFacts item, ImmutableArray<FieldRepair> repairs, ShipmentFacts shipment, (LineConcerns Concerns, ImmutableArray<Question> Questions) said)
    {
        var ((hits, license, parties), questions) = said;
        var route = shipment.Route.Route;
        if (hits.IsEmpty && license is null && parties.SaysNothing && shipment.PartyScreening.Coverage != PartyCoverage.Doubtful && item.Weakened.IsEmpty && item.Parameters.Remarks.IsEmpty && item.Parameters.Met.IsEmpty && !IsUnknownEntry(item) && !CodeFindings.Any(item) && repairs.IsDefaultOrEmpty && route.AreAllKnown)
        {
            return [];
        }

        var findings = new List<Finding>();
        AddMeasures(hits, findings);
        if (license is { Effect: not MeasureEffect.Flag })
        {
            findings.Add(new Finding { Code = license.Code, Severity = SeverityOf(license.Effect), Text = license.Text, Citation = license.Citation });
        }

        findings.AddRange(parties.Findings);
        if (shipment.PartyScreening is { Coverage: PartyCoverage.Doubtful, Doubts: var doubts })
        {
            findings.Add(Make("watchlistStale", FindingSeverity.Incomplete, $"The parties could not be screened as they must be: {doubts}."));
        }

        foreach (var stop in route.Stops)
        {
            if (stop.Facts?.Risk is null)
            {
                findings.Add(UnknownPlace(stop));
            }
        }

        if (IsUnknownEntry(item))
        {
            findings.Add(Make("unknownControlEntry", FindingSeverity.Review, $"No control list that is loaded has the declared entry {item.Eccn}: check the classification."));
        }

        foreach (var remark in item.Parameters.Remarks)
        {
            findings.Add(Make(remark.Code, FindingSeverity.Info, remark.Text));
        }

        AddInferred(item, findings);
        CodeFindings.Add(item, IsAsked("hsCode", questions), findings);
        AddRepairs(repairs, findings);
        foreach (var piece in item.Weakened)
        {
            findings.Add(Discounted(piece));
        }

        return InOrder(findings);
    }

    /// <summary>What the values met is said also where no measure asks for a look at it.</summary>
    private static void AddInferred(in ItemFacts item, List<Finding> findings)
    {
        if (!item.Parameters.Met.IsEmpty && !findings.Exists(f => f.Code == "inferredControl"))
        {
            var met = string.Join(", ", item.Parameters.Met.Select(m => m.Threshold.Row.Paragraph).Distinct());
            findings.Add(Make("inferredControl", FindingSeverity.Info, $"The stated values meet the threshold of {met}. For these places the policy asks for no review."));
        }
    }

    private static void AddRepairs(ImmutableArray<FieldRepair> repairs, List<Finding> findings)
    {
        foreach (var repair in repairs.IsDefault ? [] : repairs)
        {
            findings.Add(Make("fieldRepaired", FindingSeverity.Info, $"{repair.Field}: {repair.Text}."));
        }
    }

    /// <summary>A declared entry that no loaded list has could be anything: somebody must look.</summary>
    public static bool IsUnknownEntry(in ItemFacts item) => item.Eccn is { IsEar99: false } && item.Controls.IsEmpty;

    /// <summary>Of measures with the same code the gravest speaks, and of equally grave ones the first.</summary>
    private static void AddMeasures(ImmutableArray<MeasureHit> hits, List<Finding> findings)
    {
        for (var i = 0; i < hits.Length; i++)
        {
            var isSpokenFor = false;
            for (var j = 0; j < hits.Length; j++)
            {
                var isBefore = hits[j].Effect > hits[i].Effect || (hits[j].Effect == hits[i].Effect && j < i);
                isSpokenFor |= isBefore && hits[j].Code == hits[i].Code;
            }

            if (!isSpokenFor)
            {
                findings.Add(new Finding { Code = hits[i].Code, Severity = SeverityOf(hits[i].Effect), Text = hits[i].Text, Citation = hits[i].Citation });
            }
        }
    }

    private static bool IsAsked(string parameter, ImmutableArray<Question> questions)
    {
        foreach (var question in questions)
        {
            if (question.Parameter == parameter)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is said twice is said once, in the words that came first.</summary>
    private static ImmutableArray<Finding> InOrder(List<Finding> findings)
    {
        for (var i = findings.Count - 1; i > 0; i--)
        {
            if (IsSaidBefore(i, findings))
            {
                findings.RemoveAt(i);
            }
        }

        findings.Sort(static (one, other) => one.Severity != other.Severity ? (int)one.Severity - (int)other.Severity
            : string.CompareOrdinal(one.Code, other.Code) is not 0 and var byCode ? byCode
            : string.CompareOrdinal(one.Text, other.Text));
        return [.. findings];
    }

    private static bool IsSaidBefore(int at, List<Finding> findings)
    {
        for (var i = 0; i < at; i++)
        {
            if (findings[i].Code == findings[at].Code && findings[i].Text == findings[at].Text)
            {
                return true;
            }
        }

        return false;
    }

    private static Finding Discounted(Evidence piece) => Make("termDiscounted", FindingSeverity.Info, string.Create(CultureInfo.InvariantCulture,
        $"'{piece.Text}' counts {(piece.Weight > 0 ? $"only {piece.Weight:0.00}" : "nothing")} because of '{piece.WeakenedBy!.Text}': {piece.WeakenedBy.Note}"));

    private static Finding UnknownPlace(RouteStop stop) => Make(
        "unknownCountry", FindingSeverity.Incomplete,
        stop.Facts is null
            ? $"The {Names.Words(stop.Role)} '{stop.Place.Sent}' is no country or region that is known. It is never treated as low risk."
            : $"The table has no risk for {stop.Name} on the decisive date. It is never treated as low risk.");

    private static Finding Make(string code, FindingSeverity severity, string text) =>
        new() { Code = code, Severity = severity, Text = text, Citation = OwnRule };

    private static FindingSeverity SeverityOf(MeasureEffect effect) => effect switch
    {
        MeasureEffect.Prohibited => FindingSeverity.Prohibited,
        MeasureEffect.LicenseRequired => FindingSeverity.LicenseRequired,
        MeasureEffect.Review => FindingSeverity.Review,
        _ => FindingSeverity.Info,
    };
}
