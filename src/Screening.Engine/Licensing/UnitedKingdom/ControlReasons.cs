namespace Screening.Engine.Licensing.UnitedKingdom;

/// <summary>What the control lists name needs a license for every place outside the United Kingdom.</summary>
internal static class ControlReasons
{
    public static void Try(Deliberation d)
    {
        if (d.Item.Entry is not { } entry)
        {
            return;
        }

        d.Require();
        d.Say(StepCode.Listed, d.Terms, entry.Row.Source, d.Item.Number);
    }
}
