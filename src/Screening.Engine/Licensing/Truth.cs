namespace Screening.Engine.Licensing;

/// <summary>Whether something is so, as far as the facts go. What is not known stays not known: it never counts as false.</summary>
internal enum Truth
{
    False,
    Unknown,
    True,
}

internal static class Truths
{
    public static Truth And(Truth one, Truth other) => one < other ? one : other;

    public static Truth Or(Truth one, Truth other) => one > other ? one : other;

    public static Truth Not(Truth truth) => Truth.True - (int)truth;

    public static Truth Of(bool value) => value ? Truth.True : Truth.False;
}
