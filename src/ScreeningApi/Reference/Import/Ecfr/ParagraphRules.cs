using System.Text.RegularExpressions;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>A reason for control that holds for part of an entry; <paramref name="IsOpen"/>: the words of the entry narrow it further than its paragraphs do.</summary>
internal sealed record ParagraphReason(string Entry, string Reason, IReadOnlyList<string> Paragraphs, IReadOnlyList<string> Except, bool IsOpen, string Place);

/// <summary>
/// What an entry says of list-based license exceptions for some paragraphs, none for the rest of it. <paramref name="LvsUsd"/>: 0 for
/// N/A, null where it is not known. <paramref name="Gbs"/>: yes, no or empty. <paramref name="Sta"/>: a5a6, a5, none or empty.
/// </summary>
internal sealed record ParagraphException(string Entry, IReadOnlyList<string> Paragraphs, int? LvsUsd, string Gbs, string Sta);

/// <summary>Breaks an entry of the control list down to its paragraphs. What is narrowed by words is left open rather than guessed.</summary>
internal static partial class ParagraphRules
{
    private const string Both = "a5a6", FirstOnly = "a5", Neither = "none";

    public static IEnumerable<ParagraphReason> Reasons(ControlListEntry entry)
    {
        var whole = entry.Controls.Where(c => c.Scope == ControlScope.All).Select(c => c.Token).ToHashSet();
        return entry.Controls.Where(c => c.Token is not null && !whole.Contains(c.Token)).Select(c => new ParagraphReason(
            entry.Entry, c.Token!, c.Paragraphs.Paragraphs, c.Except.Paragraphs, c.Paragraphs.IsQualified || c.Except.IsQualified, c.Place));
    }

    /// <summary>One row for the rest of the entry, and one for paragraphs that have the same and differ from it.</summary>
    public static IEnumerable<ParagraphException> Exceptions(ControlListEntry entry)
    {
        if (!entry.HasRequirements)
        {
            return [];
        }

        var sta = entry.Sta.Select(s => (Group: StaOf(s), ParagraphList.Read(Elsewhere().Replace(s, " "), entry.Entry).Paragraphs)).ToList();
        var named = (entry.Lvs ?? []).Concat(entry.Gbs ?? []).SelectMany(c => c.Paragraphs.Paragraphs).Concat(sta.SelectMany(s => s.Paragraphs)).Distinct();
        return named.Prepend("").Select(p => (Paragraph: p, Value: (Lvs: LvsOf(entry.Lvs, p), Gbs: GbsOf(entry.Gbs, p), Sta: StaFor(sta, p))))
            .GroupBy(p => p.Value).Select(g => (g.Key, Paragraphs: g.Select(p => p.Paragraph).ToList()))
            .Select(g => new ParagraphException(entry.Entry, g.Paragraphs.Contains("") ? [] : [.. g.Paragraphs.Order(StringComparer.Ordinal)], g.Key.Lvs, g.Key.Gbs, g.Key.Sta));
    }

    private static int? LvsOf(IReadOnlyList<ExceptionClause>? clauses, string paragraph) => ClauseFor(clauses, paragraph) switch
    {
        (null, _) => Rest(clauses) ? 0 : null,
        (_, true) => null,
        ({ IsAllowed: false }, _) => 0,
        var (clause, _) => clause.Amount,
    };

    private static string GbsOf(IReadOnlyList<ExceptionClause>? clauses, string paragraph) => ClauseFor(clauses, paragraph) switch
    {
        (null, _) => Rest(clauses) ? "no" : "",
        (_, true) => "",
        var (clause, _) => clause.IsAllowed ? "yes" : "no",
    };

    /// <summary>The clause that names the paragraph, or the longest beginning of it, and whether words narrow it; for the rest of the entry the one that names none.</summary>
    private static (ExceptionClause? Clause, bool IsOpen) ClauseFor(IReadOnlyList<ExceptionClause>? clauses, string paragraph) => (clauses ?? [])
        .SelectMany(c => c.Paragraphs.Paragraphs.DefaultIfEmpty(""), (clause, named) => (Clause: clause, Named: named))
        .Where(c => c.Named.Length == 0 ? !IsAside(c.Clause, clauses!) : paragraph == c.Named || paragraph.StartsWith(c.Named + ".", StringComparison.Ordinal))
        .OrderByDescending(c => c.Named.Length)
        .Select(c => ((ExceptionClause?)c.Clause, c.Clause.Paragraphs.IsQualified || c.Clause.Open.Contains(c.Named))).FirstOrDefault();

    /// <summary>Beside clauses that name paragraphs, "Yes for:" only leads to them, and "N/A for ..." takes nothing from a rest that has nothing.</summary>
    private static bool IsAside(ExceptionClause clause, IReadOnlyList<ExceptionClause> clauses) =>
        clause.Amount is null && clauses.Any(c => c.IsAllowed && c.Paragraphs.Paragraphs.Count > 0);

    /// <summary>Where some paragraphs are named, the others are not meant.</summary>
    private static bool Rest(IReadOnlyList<ExceptionClause>? clauses) => clauses is { Count: > 0 };

    /// <summary>The strictest sentence counts; a paragraph that none names is not limited, unless one speaks of the entry as a whole.</summary>
    private static string StaFor(List<(string Group, IReadOnlyList<string> Paragraphs)> sentences, string paragraph)
    {
        var groups = sentences.Where(s => s.Paragraphs.Count == 0 || s.Paragraphs.Any(p => paragraph == p || paragraph.StartsWith(p + ".", StringComparison.Ordinal))).Select(s => s.Group).ToList();
        return groups.Count == 0 ? Both : groups.Contains(Neither) ? Neither : groups.Contains("") ? "" : FirstOnly;
    }

    /// <summary>The groups of countries to which the sentence closes the exception; empty where it says something else.</summary>
    private static string StaOf(string sentence) => !Closed().IsMatch(sentence) ? ""
        : FirstGroup().IsMatch(sentence) ? Neither
        : SecondGroup().IsMatch(sentence) ? FirstOnly
        : "";

    [GeneratedRegex(@"\bmay\s+not\s+be\s+used\b", RegexOptions.IgnoreCase)]
    private static partial Regex Closed();

    [GeneratedRegex(@"\bA:5\b")]
    private static partial Regex FirstGroup();

    [GeneratedRegex(@"\bA:6\b")]
    private static partial Regex SecondGroup();

    /// <summary>Groups and sections are no paragraphs of the entry.</summary>
    [GeneratedRegex(@"§+\s*\d{3}\.\d+(?:\([a-z0-9]+\))*|\b[A-E]:\d\b")]
    private static partial Regex Elsewhere();
}
