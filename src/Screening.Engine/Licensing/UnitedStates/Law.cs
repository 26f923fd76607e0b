namespace Screening.Engine.Licensing.UnitedStates;

/// <summary>The Export Administration Regulations (15 CFR 730 to 774), in the order in which part 732 asks its questions.</summary>
internal static class Law
{
    public const string Regime = "US-EAR";

    /// <summary>Steps that this law takes besides those that all do.</summary>
    public static readonly StepCode[] OwnSteps =
    [
        StepCode.Jurisdiction, StepCode.JurisdictionDeclared, StepCode.JurisdictionAssumed, StepCode.JurisdictionOpen, StepCode.NotSubject, StepCode.Domestic, StepCode.Ear99, StepCode.UnknownEntry,
        StepCode.CountryChart, StepCode.CountryChartBlank, StepCode.ReasonApplies, StepCode.ReasonDoesNotApply, StepCode.EveryParagraph, StepCode.PlaceOpen, StepCode.OtherAgency, StepCode.ReasonsNotHeld,
    ];

    public static LicenseRequirement Decide(Deliberation d, StatedFacts stated)
    {
        var jurisdiction = Scope.Try(d, stated);
        if (jurisdiction == Jurisdiction.NotSubject)
        {
            return LicenseRequirement.NotRequired;
        }

        if (d.Rules.IsHome == Truth.True)
        {
            d.Say(StepCode.Domestic);
            return LicenseRequirement.NotRequired;
        }

        Classification.Say(d);
        Sanctions.Try(d);
        EndUses.Try(d);
        if (d.Item.Entry is not null)
        {
            ControlReasons.Try(d);
        }

        var requirement = Outcome.Of(d);
        if (jurisdiction == Jurisdiction.Open && requirement != LicenseRequirement.NotRequired)
        {
            Scope.LeaveOpen(d);
            return LicenseRequirement.Unknown;
        }

        return requirement;
    }
}
