using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>Where a phrase of the vocabulary stands in a text.</summary>
/// <param name="Phrase">Its number, as the caller of the builder gave it out.</param>
/// <param name="First">First token.</param>
/// <param name="Last">Last token, inclusive.</param>
/// <param name="Spelling">The most doubtful of its words' spellings.</param>
internal readonly record struct PhraseHit(int Phrase, int First, int Last, Spelling Spelling = Spelling.AsWritten);

/// <summary>
/// Finds all phrases of the vocabulary in a text in one pass: a trie whose edges are word numbers. The cost depends on the
/// text and the longest phrase that begins in it, not on how many phrases there are; most tokens of an ordinary invoice
/// are in no phrase and cost one failed look-up. Misspelt words are mended once, before the walk, by <see cref="WordReader"/>.
/// </summary>
internal sealed class TermIndex
{
    private const int Root = PhraseTrie.Root;

    private readonly WordReader _words;
    private readonly int[] _begins;
    private readonly PhraseTrie _trie;

    /// <param name="begins">By word the node of the phrases that begin with it, or -1.</param>
    /// <param name="trie">What follows the first word.</param>
    internal TermIndex(WordReader words, int[] begins, PhraseTrie trie)
    {
        _words = words;
        _begins = begins;
        _trie = trie;
    }

    /// <summary>Reads words as the vocabulary has them.</summary>
    public WordReader Words => _words;

    /// <summary>Appends every phrase found to <paramref name="hits"/>, in order of their first token.</summary>
    public void Find(ReadOnlySpan<char> original, NormalizedText text, TokenReadings readings, List<PhraseHit> hits)
    {
        _words.Read(original, text, readings);
        for (var i = 0; i < readings.Count; i++)
        {
            // Nothing begins at a word that nobody knows.
            if (readings.Id(i) >= 0 || readings.HasOthers)
            {
                Walk(new Position(Root, i, Spelling.AsWritten), i, readings, hits);
            }
        }
    }

    private void Walk(Position at, int first, TokenReadings readings, List<PhraseHit> hits)
    {
        while (at.Node >= Root)
        {
            if (at.Node > Root)
            {
                Report(at, first, hits);
            }

            if (at.Next >= readings.Count)
            {
                return;
            }

            if (readings.HasOthers)
            {
                WalkOthers(at, first, readings, hits);
            }

            at = Step(at, new Reading(readings.Id(at.Next), at.Next + 1, readings.SpellingOf(at.Next)));
        }
    }

    private void WalkOthers(Position at, int first, TokenReadings readings, List<PhraseHit> hits)
    {
        for (var i = readings.FindOther(at.Next, 0, out var one, out var two); i > 0; i = readings.FindOther(at.Next, i, out one, out two))
        {
            if (one.Id >= 0)
            {
                var after = Step(at, one);
                Walk(after, first, readings, hits);
                Walk(two.Id < 0 ? Position.Nowhere : Step(after, two), first, readings, hits);
            }

            // The second word of a compound is a word of its own, also where the first is not known.
            if (at.Node == Root && two.Id >= 0)
            {
                Walk(Step(at, two), first, readings, hits);
            }
        }
    }

    private Position Step(Position at, Reading reading) =>
        reading.Id < 0 || at.Node < Root ? Position.Nowhere
        : new Position(Next(at.Node, reading.Id), reading.Next, reading.Spelling > at.Spelling ? reading.Spelling : at.Spelling);

    private int Next(int node, int word) => node == Root ? _begins[word] : _trie.Next(node, word);

    private void Report(Position at, int first, List<PhraseHit> hits)
    {
        foreach (var entry in _trie.PhrasesAt(at.Node))
        {
            var isInverted = TermIndexBuilder.IsInverted(entry);
            hits.Add(new PhraseHit(TermIndexBuilder.PhraseOf(entry), first, Math.Max(first, at.Next - 1), isInverted && at.Spelling < Spelling.Inverted ? Spelling.Inverted : at.Spelling));
        }
    }

    private readonly record struct Position(int Node, int Next, Spelling Spelling)
    {
        public static Position Nowhere => new(-1, 0, Spelling.AsWritten);
    }
}
