namespace Screening.Engine.Licensing.UnitedStates;

/// <summary>What the item is on the Commerce Control List: as declared, EAR99, or nobody said.</summary>
internal static class Classification
{
    public static void Say(Deliberation d)
    {
        if (!d.Item.IsClassified)
        {
            d.LeaveOpen();
            d.Say(StepCode.ClassificationMissing);
        }
        else if (d.Item.IsEar99)
        {
            d.Say(StepCode.Ear99);
        }
        else if (d.Item.Entry is { } entry)
        {
            d.Say(StepCode.Classification, d.Terms with { Name = entry.Row.Heading }, entry.Row.Source, d.Item.Number);
        }
        else
        {
            d.LeaveOpen();
            d.Say(StepCode.UnknownEntry);
        }
    }
}
