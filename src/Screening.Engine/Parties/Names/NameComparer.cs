using System.Collections.Immutable;

namespace Screening.Engine.Parties.Names;

/// <summary>
/// Compares names. Keeps its working memory, so it is one thread's. The score and its explanation are made of the same links, and are the
/// same whichever name comes first.
/// </summary>
public sealed class NameComparer(NameLexicon lexicon)
{
    private readonly NameReader _reader = new(lexicon);
    private readonly NameAligner _aligner = new(lexicon.Settings);

    /// <summary>A function of the two names alone.</summary>
    public NameComparison Compare(string left, string right) => Explain(_reader.Read(left), _reader.Read(right));

    internal void Forget() => _aligner.Forget();

    internal PartyName Read(string name) => _reader.Read(name);

    internal double Score(PartyName left, PartyName right)
    {
        var isInOrder = IsInOrder(left, right);
        var (first, second) = isInOrder ? (left, right) : (right, left);
        return NameScorer.Score(first, second, _aligner.Align(first, second), lexicon.Settings).Value;
    }

    internal NameComparison Explain(PartyName left, PartyName right)
    {
        var isInOrder = IsInOrder(left, right);
        var (first, second) = isInOrder ? (left, right) : (right, left);
        var links = _aligner.Align(first, second);
        var score = NameScorer.Score(first, second, links, lexicon.Settings);
        return new NameComparison(Math.Round(score.Value, Digits), NameExplanation.Of((left, right), links, !isInOrder, score, lexicon));
    }

    /// <summary>Digits of a score behind the point.</summary>
    private const int Digits = 4;

    private static bool IsInOrder(PartyName left, PartyName right) =>
        string.CompareOrdinal(left.Key, right.Key) is var order && (order < 0 || (order == 0 && string.CompareOrdinal(left.Text, right.Text) <= 0));
}

/// <summary>How alike two names are, and why.</summary>
/// <param name="Score">0 to 1 with four decimals; 1 only for names that are the same but for case, accents, punctuation and word breaks.</param>
public sealed record NameComparison(double Score, ImmutableArray<NameStep> Explanation);

/// <summary>What one word, or several that belong together, say for or against two names being one.</summary>
public sealed record NameStep
{
    /// <summary>
    /// <c>same</c>, <c>variant</c> (another form of the same word), <c>similar</c>, <c>joined</c>, <c>initial</c>, <c>abbreviation</c>,
    /// <c>acronym</c>, <c>onlyLeft</c>, <c>onlyRight</c>, <c>otherNumber</c> or <c>otherOrder</c>.
    /// </summary>
    public required string Code { get; init; }

    /// <summary>The words of the left name as they were sent; null where it has none.</summary>
    public string? Left { get; init; }

    /// <summary>The words of the right name as they were sent; null where it has none.</summary>
    public string? Right { get; init; }

    /// <summary>What the word is: <c>plain</c>, <c>number</c>, <c>initial</c>, <c>legalForm</c>, <c>trade</c>, <c>particle</c>, <c>title</c>, <c>givenName</c>, <c>surname</c> or <c>place</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>0 (nothing in common) to 1 (the same letters).</summary>
    public required double Similarity { get; init; }

    /// <summary>How much the words count, by how distinctive they are: 0 to 1 each.</summary>
    public required double Weight { get; init; }

    /// <summary>The step in words.</summary>
    public required string Text { get; init; }
}
