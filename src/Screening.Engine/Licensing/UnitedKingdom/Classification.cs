namespace Screening.Engine.Licensing.UnitedKingdom;

/// <summary>What the item is in the UK Strategic Export Control Lists, as far as their numbers are those of Annex I: the lists themselves are not held.</summary>
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
        else
        {
            d.LeaveOpen();
            d.Say(StepCode.ListNotHeld);
        }
    }
}
