namespace Screening.Engine.Licensing.UnitedStates;

/// <summary>Whether the item is subject to the EAR: it is of US origin, leaves from the United States, or has enough US content.</summary>
internal static class Scope
{
    private const string ContentAbove = "usContentAboveDeMinimis", ContentBelow = "usContentBelowDeMinimis", Product = "directProduct", NoProduct = "notDirectProduct";

    public static Jurisdiction Try(Deliberation d, StatedFacts stated)
    {
        if (d.IsHome(d.Consignment.Find(d.Item.Item.Origin)) == Truth.True || d.LeavesHome(out _) == Truth.True)
        {
            d.Say(StepCode.Jurisdiction);
            return Jurisdiction.Subject;
        }

        var declared = d.Consignment.Circumstances;
        if ((declared & (stated.CircumstanceOf(ContentAbove) | stated.CircumstanceOf(Product))) != 0)
        {
            d.Say(StepCode.JurisdictionDeclared);
            return Jurisdiction.Subject;
        }

        if (Declares(declared, stated.CircumstanceOf(ContentBelow)) && Declares(declared, stated.CircumstanceOf(NoProduct)))
        {
            d.Say(StepCode.NotSubject);
            return Jurisdiction.NotSubject;
        }

        return d.Item.Item.Origin is null && d.Item.IsClassified ? Assume(d) : Jurisdiction.Open;
    }

    /// <summary>Said at the end, and only where it matters: what no license is asked for anyway needs no question.</summary>
    public static void LeaveOpen(Deliberation d) =>
        d.Say(StepCode.JurisdictionOpen, d.Terms with { Other = d.Item.Item.Origin is { } origin ? d.NameOf(origin) : "not stated" });

    private static bool Declares(UInt128 declared, UInt128 circumstance) => circumstance != 0 && (declared & circumstance) != 0;

    private static Jurisdiction Assume(Deliberation d)
    {
        d.Say(StepCode.JurisdictionAssumed);
        return Jurisdiction.Subject;
    }
}

/// <summary>Whether the EAR apply.</summary>
internal enum Jurisdiction
{
    Subject,
    NotSubject,

    /// <summary>The goods are foreign, or nobody said where they were made.</summary>
    Open,
}
