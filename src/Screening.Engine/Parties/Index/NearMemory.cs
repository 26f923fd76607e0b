using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Index;

/// <summary>
/// The words of a list that are near to words that were looked up lately: few words (Mohammed, trading) stand in many names, and those are
/// near to the most others. A function of the word and the list alone; bounded, and gone with the list.
/// </summary>
internal sealed class NearMemory
{
    /// <summary>Words that are kept of each list; when there are more, all are forgotten.</summary>
    private const int MostWords = 1024;

    /// <summary>Near words that are kept in all of each list: 8 bytes each.</summary>
    private const int MostNear = 128 * MostWords;

    private readonly ConditionalWeakTable<NameVocabulary, Words> _lists = [];

    /// <summary>What makes two words find the same.</summary>
    private readonly record struct Sought(string Key, NameTokenKind Kind, int Word, bool IsHan, bool HasNoVowels);

    private sealed class Words
    {
        public Dictionary<Sought, (int Word, float Share)[]> Known { get; } = [];

        public int Near { get; set; }
    }

    /// <summary>Adds what is known of the word; false when nothing is.</summary>
    public bool TryRecall(in NameToken token, NameVocabulary list, List<(int Word, float Share)> near)
    {
        if (!_lists.TryGetValue(list, out var words) || !words.Known.TryGetValue(SoughtOf(token), out var known))
        {
            return false;
        }

        near.AddRange(known);
        return true;
    }

    /// <param name="first">Place of the first near word of this one.</param>
    public void Keep(in NameToken token, NameVocabulary list, List<(int Word, float Share)> near, int first)
    {
        var words = _lists.GetOrCreateValue(list);
        var found = CollectionsMarshal.AsSpan(near)[first..];
        if (words.Known.Count >= MostWords || words.Near + found.Length > MostNear)
        {
            words.Known.Clear();
            words.Near = 0;
        }

        words.Known[SoughtOf(token)] = found.ToArray();
        words.Near += found.Length;
    }

    private static Sought SoughtOf(in NameToken token) => new(token.Key, token.Kind, token.Word, token.IsHan, token.HasNoVowels);
}
