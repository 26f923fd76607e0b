using System.Collections.Immutable;
using Screening.Engine;
using Screening.Engine.Items;
using Screening.Engine.Matching;
using ScreeningApi.Quality;

namespace Screening.Evaluation.Quality;

/// <summary>A description that is found, and the words by which it is: what somebody would respell who does not want it found.</summary>
/// <param name="Spans">Where these words stand, in order, none inside another; the strongest evidence is <paramref name="Main"/>.</param>
internal sealed record TargetText(CorpusRow Row, ImmutableArray<(int Start, int Length)> Spans, (int Start, int Length) Main)
{
    private static readonly Place Anywhere = new("", null);

    public string Text => Row.Description;

    /// <summary>Null when the row is not found by words.</summary>
    public static TargetText? Of(CorpusRow row, ScreeningSnapshot snapshot, DateOnly date)
    {
        var match = Screen(row.Description, snapshot, date).FirstOrDefault(c => c.Code == row.Category && c.Confidence >= snapshot.Policy.FoundThreshold);
        var terms = match?.Evidence.Where(e => e is { Kind: EvidenceKind.Term, Field: "description", Start: not null, WeakenedBy: null }).ToList() ?? [];
        if (terms.Count == 0)
        {
            return null;
        }

        var main = terms.MaxBy(e => e.Weight)!;
        var spans = new List<(int Start, int Length)>();
        foreach (var (start, length) in terms.Select(e => (e.Start!.Value, e.Length!.Value)).OrderBy(s => s.Item1).ThenByDescending(s => s.Item2))
        {
            if (spans.Count == 0 || start >= spans[^1].Start + spans[^1].Length)
            {
                spans.Add((start, length));
            }
        }

        return new TargetText(row, [.. spans], (main.Start!.Value, main.Length!.Value));
    }

    /// <summary>The categories of a text, whether they count as found or not.</summary>
    public static ImmutableArray<CategoryMatch> Screen(string text, ScreeningSnapshot snapshot, DateOnly date) => ScreeningEngine.Screen(
        new Shipment { DecisiveDate = date, Destination = Anywhere, Lines = [new LineItem { LineNo = 1, Description = text }] }, snapshot).Lines[0].Categories;

    /// <summary>The text with every span rewritten, from the last to the first so that the places stay right.</summary>
    public string Rewrite(Func<string, string> rewrite)
    {
        var text = Text;
        foreach (var (start, length) in Spans.Reverse())
        {
            text = string.Concat(text.AsSpan(0, start), rewrite(text.Substring(start, length)), text.AsSpan(start + length));
        }

        return text;
    }

    /// <summary>The text with the main evidence rewritten.</summary>
    public string RewriteMain(Func<string, string> rewrite) =>
        string.Concat(Text.AsSpan(0, Main.Start), rewrite(Text.Substring(Main.Start, Main.Length)), Text.AsSpan(Main.Start + Main.Length));
}
