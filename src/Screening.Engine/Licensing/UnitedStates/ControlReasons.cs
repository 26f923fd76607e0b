using System.Collections.Immutable;

namespace Screening.Engine.Licensing.UnitedStates;

/// <summary>Each reason that the entry is controlled for, against the country chart or the reason's own rule (15 CFR 738.4).</summary>
internal static class ControlReasons
{
    private const string Indeterminate = "indeterminate", Embargo = "embargo";

    /// <summary>A paragraph that no row names.</summary>
    private const string Another = ".~";

    public static void Try(Deliberation d)
    {
        var (blank, elsewhere) = ("", "");
        SayPlace(d);
        foreach (var reason in d.Item.Entry!.Reasons)
        {
            var paragraph = Answered(d, reason, reason.Covers(d.Item.Paragraphs, out var part), part);
            var place = PlaceOf(reason.Reason, d.Place);
            switch (Truths.And(paragraph, place))
            {
                case Truth.True:
                    Apply(d, reason.Reason, part);
                    break;
                case Truth.Unknown:
                    LeaveOpen(d, reason.Reason, part, paragraph);
                    break;
                default:
                    (blank, elsewhere) = place == Truth.False && reason.Reason.Column is not null ? (Join(blank, reason.Reason), elsewhere) : (blank, Join(elsewhere, reason.Reason));
                    break;
            }
        }

        SayOthers(d, blank, elsewhere);
        if (d.Applying.Count == 0 && d.Undecided.Count > 0 && EveryParagraphNeedsOne(d))
        {
            d.Say(StepCode.EveryParagraph);
            d.Require();
        }
    }

    /// <summary>Where something else than the paragraph decides, the exporter's own answer does; it was confirmed by nobody else.</summary>
    private static Truth Answered(Deliberation d, EntryReason reason, Truth paragraph, PartialReasonRow? part)
    {
        if (paragraph != Truth.Unknown || part is not { Decides.Length: > 0 } || d.Item.Item.AnswerOn(reason.Reason.Row.Reason) is not { } answer)
        {
            return paragraph;
        }

        d.Trail.Doubt();
        return Truths.Of(answer);
    }

    /// <summary>Where the paragraph is missing, and each that it could be needs a license, no answer is missing.</summary>
    private static bool EveryParagraphNeedsOne(Deliberation d)
    {
        var (entry, place, tables) = (d.Item.Entry!, d.Place, d.Consignment.Tables);
        return d.Item.Paragraphs.Length > 0 ? EveryParagraphNeedsOne(entry, d.Item.Paragraphs, place, tables)
            : place.Remember(entry.Row.Entry, (entry, tables), static (at, of) => EveryParagraphNeedsOne(of.entry, "", at, of.tables));
    }

    private static bool EveryParagraphNeedsOne(ControlledEntry entry, string declared, LicensePlace place, DatedTables tables)
    {
        var known = tables.ParagraphsOf(entry.Row.Entry);
        var candidates = declared.Length == 0 && !known.IsEmpty ? known : entry.Reasons.SelectMany(r => r.Parts).SelectMany(p => p.Paragraphs.Concat(p.Except)).Where(p => ParagraphText.Covers(p, declared) == Truth.Unknown)
            .Append(declared + Another).Distinct();
        return candidates.All(c => entry.Reasons.Any(r => Truths.And(r.Covers(c, out _), PlaceOf(r.Reason, place)) == Truth.True));
    }

    private static void Apply(Deliberation d, ControlReason reason, PartialReasonRow? part)
    {
        d.Applying.Add(reason);
        d.Require();
        d.Trail.Use(reason.Row.Source);
        if (part is not null)
        {
            d.Trail.Use(part.Source);
        }

        var isChart = reason.Column is not null;
        d.Say(isChart ? StepCode.CountryChart : StepCode.ReasonApplies, d.Terms with { Reason = reason.Row.Reason, Name = reason.Row.Name }, isChart ? d.Place.Chart!.Source : reason.Row.Source, reason.Row.Reason);
    }

    private static void LeaveOpen(Deliberation d, ControlReason reason, PartialReasonRow? part, Truth paragraph)
    {
        d.Undecided.Add(reason);
        d.LeaveOpen();
        var decides = part is { Decides.Length: > 0 } ? part.Decides : "";
        d.Say(StepCode.ReasonOpen, d.Terms with { Reason = reason.Row.Reason, Name = reason.Row.Name, Other = decides.Length > 0 ? decides : paragraph == Truth.Unknown ? "which paragraph of the entry it is" : "what the text of the rule says of this place" }, reason.Row.Source, reason.Row.Reason);
        d.Ask(part is { Parameter.Length: > 0 } ? part.Parameter : "eccn", $"{reason.Row.Reason} ({reason.Row.Name}): {(decides.Length > 0 ? $"{decides} decides. Answer with the parameter {reason.Row.Reason} of the line: 1 yes, 0 no." : "the paragraph of the entry decides.")}");
    }

    /// <summary>Places of which the chart does not say anything, and entries of which the list does not.</summary>
    private static void SayPlace(Deliberation d)
    {
        if (d.Place.Chart is not { } chart || chart.Kind == Indeterminate)
        {
            d.LeaveOpen();
            d.Say(StepCode.PlaceOpen);
        }

        if (d.Item.Entry!.Row.IsOtherAgencys || d.Item.Entry.Reasons.IsEmpty)
        {
            d.LeaveOpen();
            d.Say(d.Item.Entry.Row.IsOtherAgencys ? StepCode.OtherAgency : StepCode.ReasonsNotHeld);
        }
    }

    private static void SayOthers(Deliberation d, string blank, string elsewhere)
    {
        if (elsewhere.Length > 0)
        {
            d.Say(StepCode.ReasonDoesNotApply, d.Terms with { Reason = elsewhere }, d.Item.Entry!.Row.Source, null);
        }

        if (blank.Length > 0 && d.Place.Chart is { } chart)
        {
            d.Say(StepCode.CountryChartBlank, d.Terms with { Reason = blank }, chart.Source, null);
        }
    }

    private static Truth PlaceOf(ControlReason reason, LicensePlace place)
    {
        // Where nobody checked which places a reason is about, no place is out of the question.
        if (reason.Row.Source.IsUnchecked)
        {
            return Truth.Unknown;
        }

        if (reason.Column is not { } column)
        {
            return reason.Places?.Meet(place) ?? Truth.Unknown;
        }

        return place.Chart is not { } chart || chart.Kind is Indeterminate or Embargo || chart.Source.IsUnchecked ? Truth.Unknown : Truths.Of(Contains(chart.Columns, column));
    }

    private static bool Contains(ImmutableArray<string> columns, string column)
    {
        foreach (var other in columns)
        {
            if (other == column)
            {
                return true;
            }
        }

        return false;
    }

    private static string Join(string before, ControlReason reason) => before.Length == 0 ? reason.Row.Reason : $"{before}, {reason.Row.Reason}";
}
