using CsCheck;

namespace Screening.Engine.Tests.Support;

/// <summary>Generated text, from plain words to what a careless or hostile system sends.</summary>
internal static class Texts
{
    /// <summary>Characters that have broken text handling somewhere: each alone, and next to each other.</summary>
    private static readonly string[] Oddities =
    [
        "\uD83D\uDE81", "\uD800", "\uDC00", "\uD835\uDDD7", "\u200B", "\u200D", "\uFEFF", "\u00AD", "\u0301", "\u0000", "\uFFFF", "\uFFFD", "\u202E",
        "ﬁ", "㎓", "㍿", "ß", "İ", "ı", "ſ", "Å", "Ⅳ", "①", "½", "ﾄﾞ", "が", "か\u3099", "한", "\u1112\u1161\u11AB", "無", "无", "\uD840\uDC00", "ا", "\u0622",
        "-", "_", "/", ".", ",", "'", "’", "\"", "&", "|", "\t", "\r\n", "\u00A0", "\u3000", "%s", "{0}", "<b>", "../", "\\",
    ];

    private static readonly Gen<string> Character = Gen.Frequency(
        (4, Gen.Char['a', 'z'].Select(c => c.ToString())),
        (1, Gen.Char['A', 'Z'].Select(c => c.ToString())),
        (1, Gen.Char['0', '9'].Select(c => c.ToString())),
        (2, Gen.Char['\u0400', '\u045F'].Select(c => c.ToString())),
        (2, Gen.Char['\u4E00', '\u4EFF'].Select(c => c.ToString())),
        (2, Gen.Const(" ")),
        (3, Gen.OneOf(Oddities)),
        (1, Gen.Char.Select(c => c.ToString())));

    /// <summary>Anything that a <see cref="string"/> can hold.</summary>
    public static readonly Gen<string> Any = Character.Array[0, 40].Select(string.Concat);

    /// <summary>Words that no rule knows.</summary>
    public static readonly Gen<string> Noise = Gen.OneOf("xqzt", "vlorp", "zxcv 77", "qwrt-9", "ъъщщ", "ґґґґ", "wkjh", "№ 12", "jjxx/3");

    /// <summary>Text that looks like a code, and text that nearly does.</summary>
    public static readonly Gen<string> CodeLike = Gen.OneOf(
        Gen.String[Gen.Char["0123456789. -/ABCDEabcde()ECN"], 0, 14],
        Gen.String[Gen.Char["0123456789"], 1, 12],
        Gen.Select(Gen.Int[0, 9], Gen.Char['A', 'F'], Gen.Int[0, 999], Gen.String[Gen.Char["abz.019"], 0, 8], (c, g, n, p) => $"{c}{g}{n:000}{p}"),
        Any);

    /// <summary>Cuts a text so that a test's message stays readable, and shows what cannot be seen.</summary>
    public static string Shown(string text) => string.Concat(text.Take(80).Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:X4}"));
}
