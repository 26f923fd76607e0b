namespace Screening.Engine.Licensing.EuropeanUnion;

/// <summary>Whether the law applies: it binds what leaves from a member state, wherever it was made.</summary>
internal static class Scope
{
    public static bool Try(Deliberation d) => Territory.Try(d);
}
