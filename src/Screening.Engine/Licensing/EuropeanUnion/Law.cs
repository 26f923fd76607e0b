namespace Screening.Engine.Licensing.EuropeanUnion;

/// <summary>Regulation (EU) 2021/821 and the sanctions that come before it.</summary>
internal static class Law
{
    public const string Regime = "EU-DU";

    /// <summary>Steps that this law takes besides those that all do.</summary>
    public static readonly StepCode[] OwnSteps =
    [
        StepCode.Scope, StepCode.ScopeAssumed, StepCode.OutsideScope, StepCode.ClassificationByCorrespondence, StepCode.UnknownEntry, StepCode.NotListed,
        StepCode.Listed, StepCode.AnnexIV, StepCode.IntraUnion,
    ];

    public static LicenseRequirement Decide(Deliberation d)
    {
        if (!Scope.Try(d))
        {
            return LicenseRequirement.NotRequired;
        }

        Classification.Say(d);
        if (d.Rules.IsHome == Truth.True)
        {
            return ControlReasons.TryIntraUnion(d);
        }

        Sanctions.Try(d);
        EndUses.Try(d);
        ControlReasons.Try(d);
        return Outcome.Of(d);
    }
}
