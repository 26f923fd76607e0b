namespace Screening.Engine.Licensing.EuropeanUnion;

/// <summary>What Annex I lists needs an authorisation for every place outside the Union; inside it only what Annex IV lists does.</summary>
internal static class ControlReasons
{
    private const string AnnexIV = "annexIV";

    public static void Try(Deliberation d)
    {
        if (d.Item.Entry is null)
        {
            return;
        }

        d.Require();
        d.Say(StepCode.Listed, d.Terms, d.Item.Entry.Row.Source, d.Item.Number);
        SayAnnexIV(d);
    }

    /// <summary>For a place inside the Union.</summary>
    public static LicenseRequirement TryIntraUnion(Deliberation d)
    {
        d.Say(StepCode.IntraUnion);
        switch (SayAnnexIV(d))
        {
            case Truth.True:
                d.Require();
                return LicenseRequirement.Required;
            case Truth.Unknown:
                return LicenseRequirement.Unknown;
            default:
                return Outcome.Of(d);
        }
    }

    private static Truth SayAnnexIV(Deliberation d)
    {
        var isOn = d.Consignment.Tables.OnList(AnnexIV, d.Item);
        if (isOn == Truth.True)
        {
            d.Say(StepCode.AnnexIV);
        }
        else if (isOn == Truth.Unknown && d.Item.IsClassified)
        {
            d.Say(StepCode.ReasonOpen, d.Terms with { Reason = "Annex IV", Name = "most sensitive items", Other = "which paragraph of the entry it is" });
            d.Ask("eccn", "The paragraph of the entry decides whether it is in Annex IV.");
        }

        return isOn;
    }
}
