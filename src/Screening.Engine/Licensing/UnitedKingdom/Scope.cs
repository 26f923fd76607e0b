namespace Screening.Engine.Licensing.UnitedKingdom;

/// <summary>Whether the goods leave from Great Britain: by what was said of the shipment, else by where the goods were made.</summary>
internal static class Scope
{
    /// <summary>False when the regime does not apply.</summary>
    public static bool Try(Deliberation d)
    {
        var from = d.Consignment.LeavesFrom ?? d.Item.Item.Origin;
        var terms = d.Terms with { Other = d.Consignment.Find(from)?.Name ?? from?.Sent ?? "" };
        switch (from is null ? Truth.Unknown : d.IsHome(d.Consignment.Find(from)))
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
