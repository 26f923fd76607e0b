using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.Treasury;

/// <summary>
/// What the Treasury's tables have no columns for stands in the remarks, in one line: <c>DOB 14 Jun 1975; nationality Russia; Passport
/// 717637093 (Russia); a.k.a. 'NICK'.</c> What is not understood is left to the reader of the remarks.
/// </summary>
internal static class OfacRemarks
{
    private const string Wallet = "Digital Currency Address - ";

    private static readonly string[] Nationalities = ["nationality ", "citizen "];

    /// <summary>Words that end what kind of number follows.</summary>
    private static readonly string[] NumberWords =
    [
        "No.", "No", "#", "Number", "ID", "Passport", "Identification", "Card", "SSN", "MMSI", "SWIFT/BIC", "IMO", "FEIN", "RIF", "RTN", "RFC", "R.F.C.", "C.U.R.P.", "D.N.I.",
        "I.F.E.", "C.U.I.T.", "C.U.I.P.", "C.I.F.", "(MSN)", "Code", "F/N)", "Booklet",
    ];

    public static void AddTo(EntryDraft draft, string? remarks)
    {
        foreach (var remark in EntryText.Values(remarks, ";"))
        {
            Add(draft, WithoutMark(remark));
        }

        draft.Remark(remarks);
    }

    /// <summary>Further values of the same kind are marked <c>alt.</c>; the last remark ends the sentence.</summary>
    private static string WithoutMark(string remark)
    {
        var text = remark.StartsWith("alt. ", StringComparison.OrdinalIgnoreCase) ? remark["alt. ".Length..] : remark;
        return text.EndsWith('.') && !text.EndsWith("No.", StringComparison.Ordinal) ? text[..^1] : text;
    }

    private static void Add(EntryDraft draft, string remark)
    {
        if (After(remark, "DOB ") is { } date)
        {
            draft.BirthDate(BirthDates.Read(date));
        }
        else if (Nationalities.Select(n => After(remark, n)).FirstOrDefault(c => c is not null) is { } country)
        {
            draft.Nationality(country);
        }
        else if (Quoted(remark, "a.k.a. ") is { } weak)
        {
            draft.Name(weak, WatchlistNameKind.Weak);
        }
        else if (Quoted(remark, "f.k.a. ") is { } former)
        {
            draft.Name(former, WatchlistNameKind.Former);
        }
        else if (After(remark, Wallet) is { } wallet && wallet.IndexOf(' ') is > 0 and var at)
        {
            draft.Identifier(Wallet + wallet[..at], wallet[at..].Trim(), null);
        }
        else
        {
            AddNumber(draft, remark);
        }
    }

    private static string? After(string remark, string beginning) => remark.StartsWith(beginning, StringComparison.Ordinal) ? remark[beginning.Length..].Trim() : null;

    /// <summary>Aliases that do not identify by themselves stand in the remarks in quotes, as against those of the table of aliases.</summary>
    private static string? Quoted(string remark, string beginning) =>
        After(remark, beginning) is ['\'', .., '\''] quoted && quoted.Length > 2 ? quoted[1..^1] : null;

    /// <summary><c>Cedula No. 12345 (Colombia)</c>, <c>Vessel Registration Identification IMO 9187629</c>: words that say of what, a number, and in parentheses who gave it.</summary>
    private static void AddNumber(EntryDraft draft, string remark)
    {
        var words = remark.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < words.Length; i++)
        {
            // The number may have a prefix of its own: Registration ID HRB 12345.
            var start = i > 1 && words[i - 1] is { Length: <= 4 } prefix && prefix.All(char.IsAsciiLetterUpper) && IsNumberWord(words[i - 2]) && !IsNumberWord(prefix) ? i - 1 : i;
            if (IsNumber(words[i], words[start - 1]) && IsNumberWord(words[start - 1]))
            {
                AddNumber(draft, string.Join(' ', words[..start]), string.Join(' ', words[start..(i + 1)]), remark);
                return;
            }
        }
    }

    private static void AddNumber(EntryDraft draft, string kind, string number, string remark)
    {
        if (UsWords.Identifies(kind))
        {
            draft.Identifier(kind.TrimEnd(':'), number.TrimEnd(','), Issuer(remark));
        }
    }

    private static bool IsNumberWord(string word) => NumberWords.Contains(word.TrimEnd(':'), StringComparer.Ordinal);

    private static bool IsNumber(string word, string before) => word.Any(char.IsAsciiDigit) || before == "SWIFT/BIC" && word.Length is (8 or 11);

    private static string? Issuer(string remark)
    {
        var (open, close) = (remark.LastIndexOf('('), remark.LastIndexOf(')'));
        return open >= 0 && close > open ? remark[(open + 1)..close] : null;
    }
}
