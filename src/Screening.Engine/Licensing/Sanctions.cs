namespace Screening.Engine.Licensing;

/// <summary>Embargoes and sanctions: they come before everything else, and what they settle no list and no exception takes back.</summary>
internal static class Sanctions
{
    public static void Try(Deliberation d)
    {
        if (!d.Item.IsClassified && Either(d) is { } certain)
        {
            Apply(d, certain);
            return;
        }

        foreach (var (rule, place) in d.Rules.Sanctions)
        {
            var spared = rule.Spares is null ? Truth.False : rule.Spares.Meet(d.Item);
            var met = Truths.And(place, Truths.And(rule.Items.Meet(d.Item), Truths.Not(spared)));
            if (met == Truth.False)
            {
                if (spared == Truth.True)
                {
                    d.Say(StepCode.SanctionSpares, d.Terms with { Other = rule.Row.Code }, rule.Row.Source, rule.Row.Code);
                }

                continue;
            }

            d.Trail.Use(rule.Row.Source);
            if (met == Truth.True && rule.Effect == RuleEffect.Required && !rule.Row.Source.IsUnchecked)
            {
                Apply(d, rule);
            }
            else
            {
                LeaveOpen(d, rule);
            }
        }
    }

    /// <summary>Goods nobody classified are in an entry of the list, or in none: where a rule reaches each of the two, it does not matter which.</summary>
    private static Sanction? Either(Deliberation d)
    {
        Sanction? listed = null, unlisted = null;
        foreach (var (rule, place) in d.Rules.Sanctions)
        {
            if (place == Truth.True && rule is { Effect: RuleEffect.Required, Spares: null } && !rule.Row.Source.IsUnchecked)
            {
                listed ??= rule.Items.IsMetByAnyListed ? rule : null;
                unlisted ??= rule.Items.Meet(d.Item with { Number = ClassifiedItem.Ear99 }) == Truth.True ? rule : null;
            }
        }

        return listed is null ? null : unlisted;
    }

    private static void Apply(Deliberation d, Sanction rule) =>
        d.Apply(StepCode.Sanction, rule.Text.Fill(d.Terms), rule.Row.Policy, (rule.Row.Source.Citation, rule.Row.Code), rule.Row.ExceptionsLeft);

    private static void LeaveOpen(Deliberation d, Sanction rule)
    {
        d.Doubt(rule.Row.ExceptionsLeft);
        var text = d.Regime.StepOf(StepCode.SanctionOpen).Text.Fill(d.Terms with { Other = rule.Text.Fill(d.Terms) });
        d.Say(StepCode.SanctionOpen, text, rule.Row.Source.Citation, rule.Row.Code);
        if (MissingFact(d.Item, rule.Items) is { } missing)
        {
            d.Ask(missing, text);
        }
    }

    /// <summary>The field that would tell whether the rule is about the goods; null when none would.</summary>
    public static string? MissingFact(in ClassifiedItem item, ItemExpression items)
    {
        foreach (var part in items.Parts)
        {
            if (part.Test is ItemTest.Hs or ItemTest.Listed)
            {
                if (item.Item.HsDigits is null)
                {
                    return "hsCode";
                }
            }
            else if (part.Test != ItemTest.All && (!item.IsClassified || part.Test is ItemTest.Entry or ItemTest.Paragraph or ItemTest.List))
            {
                return "eccn";
            }
        }

        return null;
    }
}
