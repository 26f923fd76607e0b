namespace Screening.Engine.Licensing;

/// <summary>For laws that bind goods where they leave from: by what was said of the shipment, else by where the goods were made.</summary>
internal static class Territory
{
    /// <summary>False when the goods leave from elsewhere. Where nobody said from where, the law is taken to apply, and the step says so.</summary>
    public static bool Try(Deliberation d)
    {
        var leaves = d.LeavesHome(out var from);
        d.Say(leaves switch { Truth.True => StepCode.Scope, Truth.False => StepCode.OutsideScope, _ => StepCode.ScopeAssumed }, d.Terms with { Other = from });
        return leaves != Truth.False;
    }
}
