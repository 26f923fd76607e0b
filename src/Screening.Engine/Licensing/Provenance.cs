using Screening.Engine.Rules;

namespace Screening.Engine.Licensing;

/// <summary>Where a fact was taken from.</summary>
/// <param name="AsOf">Date of the copy that was read; empty when not known.</param>
/// <param name="Verified"><c>yes</c>, <c>single</c> or <c>no</c>.</param>
public sealed record Provenance(string Citation, string AsOf, string Verified, Validity Validity)
{
    /// <summary>Nobody checked it: it can ask for a look, and settles nothing.</summary>
    internal bool IsUnchecked => Verified == "no";

    internal bool IsConfirmed => Verified == "yes";
}

/// <summary>Collects how well the facts of a determination were checked, and the date of the oldest.</summary>
internal struct FactTrail()
{
    public bool AreAllConfirmed { get; private set; } = true;

    public bool HasUnchecked { get; private set; }

    public string? OldestAsOf { get; private set; }

    /// <summary>Something could not be told because a fact that it rests on was not checked, or is not held.</summary>
    public void Doubt() => AreAllConfirmed = false;

    /// <summary>All that another one collected.</summary>
    public void Use(in FactTrail other)
    {
        AreAllConfirmed &= other.AreAllConfirmed;
        HasUnchecked |= other.HasUnchecked;
        OldestAsOf = OldestAsOf is null || (other.OldestAsOf is not null && string.CompareOrdinal(other.OldestAsOf, OldestAsOf) < 0) ? other.OldestAsOf : OldestAsOf;
    }

    public void Use(Provenance fact)
    {
        AreAllConfirmed &= fact.IsConfirmed;
        HasUnchecked |= fact.IsUnchecked;
        OldestAsOf = fact.AsOf.Length > 0 && (OldestAsOf is null || string.CompareOrdinal(fact.AsOf, OldestAsOf) < 0) ? fact.AsOf : OldestAsOf;
    }
}
