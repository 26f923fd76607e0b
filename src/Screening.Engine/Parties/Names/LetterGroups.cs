namespace Screening.Engine.Parties.Names;

/// <summary>Groups of letters that transliterations and scanners exchange with one: rn for m, ph for f, tch for ch.</summary>
internal static class LetterGroups
{
    private const int Longest = LetterCosts.Longest;

    /// <summary>Longest first where one begins with another.</summary>
    private static readonly (string Group, string One)[] Pairs =
    [
        ("shch", "sch"), ("tsch", "ch"), ("dzh", "j"), ("tch", "ch"), ("sch", "sh"), ("rn", "m"), ("cl", "d"), ("vv", "w"), ("ph", "f"), ("ks", "x"), ("zh", "j"), ("dj", "j"), ("ts", "c"), ("tz", "c"),
        ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ck", "k"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("iy", "i"), ("yy", "i"), ("ij", "i"),
    ];

    /// <summary>The same string when it has no group.</summary>
    public static string Fold(string key)
    {
        Span<char> result = stackalloc char[Longest];
        var (length, at, isChanged) = (0, 0, false);
        while (at < key.Length && length + 3 < Longest)
        {
            var pair = GroupAt(key.AsSpan(at));
            if (pair.Group is null)
            {
                result[length++] = key[at++];
                continue;
            }

            pair.One.CopyTo(result[length..]);
            (length, at, isChanged) = (length + pair.One.Length, at + pair.Group.Length, true);
        }

        return isChanged ? result[..length].ToString() : key;
    }

    private static (string? Group, string One) GroupAt(ReadOnlySpan<char> text)
    {
        foreach (var pair in Pairs)
        {
            if (text.StartsWith(pair.Group))
            {
                return pair;
            }
        }

        return default;
    }
}
