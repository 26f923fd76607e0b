namespace Screening.Engine.Licensing.UnitedKingdom;

/// <summary>Whether the law applies: it binds what leaves from Great Britain, wherever it was made.</summary>
internal static class Scope
{
    public static bool Try(Deliberation d) => Territory.Try(d);
}
