using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>What a word that the vocabulary does not have was read as.</summary>
/// <param name="Id">Number of the known word, or -1.</param>
/// <param name="First">Of a compound the first word, or -1.</param>
/// <param name="Second">Of a compound the second word; -1 when it is none.</param>
internal readonly record struct MendedWord(int Id, Spelling Spelling, int First, int Second);

/// <summary>
/// Remembers for one thread what the last words came to that had to be mended. Lines differ, their words hardly do: packaging, colours and
/// names of suppliers are in no vocabulary, come in every second line, and each would be searched for typing errors again. A word
/// has one place, where the next that falls on it replaces it: memory is bounded, and a word is compared letter by letter, so
/// what is remembered is always what reading it again would give.
/// </summary>
internal sealed class MendedWords
{
    private const int Places = 2048;
    private const int LettersPerPlace = 48;
    private const int Shift = 64 - 11;

    private Entry[] _entries = [];
    private char[] _letters = [];
    private object? _vocabulary;

    /// <summary>Forgets everything when the vocabulary is another than before; what stands for it must not hold it in memory.</summary>
    public void Use(object vocabulary)
    {
        if (!ReferenceEquals(_vocabulary, vocabulary))
        {
            _entries.AsSpan().Clear();
            _vocabulary = vocabulary;
        }
    }

    /// <summary>False when the word is not remembered.</summary>
    public bool TryFind(in MendedKey key, out MendedWord mended)
    {
        mended = default;
        if (_entries.Length == 0)
        {
            return false;
        }

        var place = PlaceOf(key);
        ref readonly var entry = ref _entries[place];
        if (entry.Hash != key.Hash || entry.WordLength != key.Word.Length || entry.SentLength != key.Sent.Length)
        {
            return false;
        }

        var letters = _letters.AsSpan(place * LettersPerPlace, LettersPerPlace);
        mended = entry.Mended;
        return letters[..key.Word.Length].SequenceEqual(key.Word) && letters.Slice(key.Word.Length, key.Sent.Length).SequenceEqual(key.Sent);
    }

    /// <summary>Remembers a word in place of the one that was there; longer ones are not.</summary>
    public void Keep(in MendedKey key, MendedWord mended)
    {
        if (key.Word.Length == 0 || key.Word.Length + key.Sent.Length > LettersPerPlace)
        {
            return;
        }

        if (_entries.Length == 0)
        {
            _entries = new Entry[Places];
            _letters = new char[Places * LettersPerPlace];
        }

        var place = PlaceOf(key);
        var letters = _letters.AsSpan(place * LettersPerPlace, LettersPerPlace);
        key.Word.CopyTo(letters);
        key.Sent.CopyTo(letters[key.Word.Length..]);
        _entries[place] = new Entry(key.Hash, (byte)key.Word.Length, (byte)key.Sent.Length, mended);
    }

    private static int PlaceOf(in MendedKey key) => (int)((key.Hash * 11400714819323198485) >> Shift);

    private readonly record struct Entry(ulong Hash, byte WordLength, byte SentLength, MendedWord Mended);
}

/// <summary>Everything that decides what a word is read as.</summary>
/// <param name="hash">Hash of the word.</param>
/// <param name="word">The word, folded.</param>
/// <param name="sent">The same as it was sent, where look-alike letters may stand in it; empty elsewhere.</param>
internal readonly ref struct MendedKey(ulong hash, ReadOnlySpan<char> word, ReadOnlySpan<char> sent)
{
    public readonly ulong Hash = hash;
    public readonly ReadOnlySpan<char> Word = word;
    public readonly ReadOnlySpan<char> Sent = sent;
}
