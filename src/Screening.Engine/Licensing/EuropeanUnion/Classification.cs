namespace Screening.Engine.Licensing.EuropeanUnion;

/// <summary>What the item is in Annex I: the declared number, or the entry that a number of the US list comes nearest to.</summary>
internal static class Classification
{
    public static void Say(Deliberation d)
    {
        if (!d.Item.IsClassified)
        {
            d.LeaveOpen();
            d.Say(StepCode.ClassificationMissing);
        }
        else if (d.Item.Entry is { } entry)
        {
            d.Say(StepCode.Classification, d.Terms with { Name = entry.Row.Heading }, entry.Row.Source, d.Item.Number);
        }
        else if (d.Regime.FindCorrespondence(d.Item.Number) is { } nearest)
        {
            d.LeaveOpen();
            d.Say(StepCode.ClassificationByCorrespondence, d.Terms with { Other = nearest }, d.Regime.FindEntry(nearest)!.Row.Source, nearest);
        }
        else if (IsKnownElsewhere(d))
        {
            // That a list of one copy has no such entry is a fact of one source.
            d.Trail.Use(d.Regime.Row.Source);
            d.Trail.Doubt();
            d.Say(StepCode.NotListed);
        }
        else
        {
            d.LeaveOpen();
            d.Say(StepCode.UnknownEntry);
        }
    }

    /// <summary>A number of another regime's list, which Annex I does not have.</summary>
    private static bool IsKnownElsewhere(Deliberation d)
    {
        if (d.Item.IsEar99)
        {
            return true;
        }

        foreach (var regime in d.Consignment.Tables.Regimes)
        {
            if (regime.FindEntry(d.Item.Number) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
