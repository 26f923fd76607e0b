namespace Screening.Engine.Rules;

/// <summary>When a fact holds. Both ends are open where nothing is known: a fact without a start applies to any earlier date (fail closed).</summary>
/// <param name="From">First day, inclusive; null when not known.</param>
/// <param name="To">Last day, inclusive; null while it holds.</param>
public readonly record struct Validity(DateOnly? From, DateOnly? To)
{
    public bool Holds(DateOnly date) => (From is null || From <= date) && (To is null || date <= To);
}
