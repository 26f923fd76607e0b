using System.Globalization;
using CsCheck;

namespace Screening.Engine.Tests.Support;

/// <summary>Generated names of parties, and the ways in which people write one name differently.</summary>
internal static class PartyNames
{
    private static readonly string[] Telling =
    [
        "Zarmandia", "Kolvedran", "Bristolwick", "Fotonika", "Haramain", "Vektor", "Northwind", "Harrowgate", "Meridiano", "Sovereign", "Takagawa", "Petrovka", "Qasimabad", "Lindholm",
        "Ostrava", "Bellweather", "Grunwald", "Delmarsh", "Yongchang", "Makarenko", "Tirvandi", "Kestrel", "Pallasite", "Monteverde", "Shakhtar", "Ulmenhof", "Wexcombe", "Jorvik",
    ];

    private static readonly string[] Given = ["Mohammed", "Ivan", "Kim", "Ahmad", "Maria", "John", "Hassan", "Sergei", "Wei", "Abdul"];
    private static readonly string[] Trade = ["Trading", "General", "Industries", "Shipping", "Technology", "Bank", "International", "Electronics", "Import Export"];
    private static readonly string[] Forms = ["LLC", "Ltd", "GmbH", "JSC", "OOO", "Co., Ltd.", "S.A."];

    /// <summary>A company with a word or two of its own, a word of trade, and a legal form.</summary>
    public static readonly Gen<string> Company = Gen.Select(Gen.OneOf(Telling), Gen.OneOf(["", .. Telling]), Gen.OneOf(["", .. Trade]), Gen.OneOf(["", .. Forms])).Select(
        (one, other, trade, form) => string.Join(' ', new[] { one, other, trade, form }.Where(w => w.Length > 0)));

    public static readonly Gen<string> Person = Gen.Select(Gen.OneOf(Given), Gen.OneOf(Telling), Gen.Bool).Select((given, family, isInverted) => isInverted ? $"{family.ToUpperInvariant()}, {given}" : $"{given} {family}");

    public static readonly Gen<string> Any = Gen.Frequency((3, Company), (1, Person));

    /// <summary>The same words with a letter of one of them doubled, left out, exchanged or swapped, in another case, without its legal form, or written together.</summary>
    public static readonly Gen<Func<string, string>> Respelling = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 1000]).Select(
        (way, place) => new Func<string, string>(name => Respell(name, way, place)));

    /// <summary>The same letters in another case, with other signs and blanks between, and with accents.</summary>
    public static readonly Gen<Func<string, string>> Dressing = Gen.Int[0, 4].Select(way => new Func<string, string>(name => way switch
    {
        0 => name.ToUpperInvariant(),
        1 => name.ToLower(CultureInfo.InvariantCulture),
        2 => name.Replace(" ", "  - ", StringComparison.Ordinal),
        3 => $"\"{name}\"",
        _ => name.Replace('e', 'é').Replace('u', 'ü'),
    }));

    private static string Respell(string name, int way, int place)
    {
        var words = name.Split(' ');
        var at = Enumerable.Range(0, words.Length).Select(i => (i + place) % words.Length).FirstOrDefault(i => words[i].Length > 5 && words[i].All(char.IsAsciiLetter), -1);
        if (at < 0 || way == 6)
        {
            return name.ToUpperInvariant();
        }

        var word = words[at];
        var letter = 1 + (place % (word.Length - 2));
        words[at] = way switch
        {
            0 => word.Insert(letter, word[letter].ToString()),
            1 => word.Remove(letter, 1),
            2 => word[..letter] + word[letter + 1] + word[letter] + word[(letter + 2)..],
            3 => word[..letter] + (word[letter] == 'e' ? 'a' : 'e') + word[(letter + 1)..],
            4 => word.ToUpperInvariant(),
            _ => word[..(word.Length / 2)] + " " + word[(word.Length / 2)..],
        };
        return string.Join(' ', words);
    }
}
