namespace Screening.Engine.Licensing.UnitedKingdom;

/// <summary>The Export Control Order 2008 and the sanctions regulations, as far as the data go.</summary>
internal static class Law
{
    public const string Regime = "UK-SECL";

    /// <summary>Steps that this law takes besides those that all do.</summary>
    public static readonly StepCode[] OwnSteps = [StepCode.Scope, StepCode.ScopeAssumed, StepCode.OutsideScope, StepCode.Domestic, StepCode.ListNotHeld, StepCode.Listed];

    public static LicenseRequirement Decide(Deliberation d)
    {
        if (!Scope.Try(d))
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
        ControlReasons.Try(d);
        return Outcome.Of(d);
    }
}
