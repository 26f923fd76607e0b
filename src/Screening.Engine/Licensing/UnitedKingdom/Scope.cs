namespace Screening.Engine.Licensing.UnitedKingdom;

/// <summary>Whether the goods leave from Great Britain: by what was said of the shipment, else by where the goods were made.</summary>
internal static class Scope
{
    /// <summary>False when the regime does not apply.</summary>
    public static bool Try(Deliberation d)
    {
        var leaves = d.LeavesHome(out var from);
        var terms = d.Terms with { Other = from };
        switch (leaves)
        {
            case Truth.True:
                d.Say(StepCode.Scope, terms);
                return true;
            case Truth.False:
                d.Say(StepCode.OutsideScope, terms);
                return false;
            default:
                d.Say(StepCode.ScopeAssumed, terms);
                return true;
        }
    }
}
