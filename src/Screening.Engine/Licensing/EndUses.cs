namespace Screening.Engine.Licensing;

/// <summary>End uses and end users: what was stated, and what has to be asked where nothing was.</summary>
internal static class EndUses
{
    public static void Try(Deliberation d)
    {
        foreach (var (rule, place) in d.Rules.EndUses)
        {
            var met = Truths.And(place, Truths.And(IsStated(d, rule), rule.Items.Meet(d.Item)));
            if (met == Truth.False)
            {
                continue;
            }

            var terms = d.Terms with { Name = d.Consignment.EndUseNames };
            if (rule.Effect == RuleEffect.Clause)
            {
                if (met != Truth.True)
                {
                    continue;
                }

                d.Say(StepCode.Clause, rule.Text.Fill(terms), rule.Row.Source.Citation, rule.Row.Code);
                d.Ask("confirm", rule.Question.Fill(terms));
                continue;
            }

            d.Trail.Use(rule.Row.Source);
            if (met == Truth.True && rule.Effect == RuleEffect.Required && !rule.Row.Source.IsUnchecked)
            {
                d.Apply(StepCode.EndUse, rule.Text.Fill(terms), rule.Row.Policy, (rule.Row.Source.Citation, rule.Row.Code), rule.Row.ExceptionsLeft);
            }
            else
            {
                LeaveOpen(d, rule, terms);
            }
        }
    }

    private static Truth IsStated(Deliberation d, EndUseRule rule) =>
        rule.Kinds == 0 || (rule.Kinds & d.Consignment.EndUses) != 0 ? Truth.True
        : rule.Row.Asks && !d.Consignment.IsEndUseStated ? Truth.Unknown
        : Truth.False;

    private static void LeaveOpen(Deliberation d, EndUseRule rule, in TextTerms terms)
    {
        d.Doubt(rule.Row.ExceptionsLeft);
        var question = rule.Question.IsEmpty ? rule.Text.Fill(terms) : rule.Question.Fill(terms);
        d.Say(StepCode.EndUseOpen, question, rule.Row.Source.Citation, rule.Row.Code);
        d.Ask(d.Consignment.IsEndUseStated || d.Consignment.EndUses != 0 ? Sanctions.MissingFact(d.Item, rule.Items) ?? "endUse" : "endUse", question);
    }
}
