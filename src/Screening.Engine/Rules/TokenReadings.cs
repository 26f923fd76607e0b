using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>One way to read the text from a token on: as a known word, which may be a part of the token or span several.</summary>
/// <param name="Id">Number of the known word, or -1.</param>
/// <param name="Next">First token behind it.</param>
internal readonly record struct Reading(int Id, int Next, Spelling Spelling)
{
    public static Reading None => new(-1, 0, Spelling.AsWritten);
}

/// <summary>
/// What the tokens of one text may be read as. Made once a text, so that no word is looked up twice however many phrases begin before it.
/// Reused from text to text; not to be shared between threads.
/// </summary>
internal sealed class TokenReadings
{
    private int[] _ids = new int[64];
    private Spelling[] _spellings = new Spelling[64];
    private readonly List<(int Token, Reading First, Reading Second)> _others = [];

    public int Count { get; private set; }

    /// <summary>What words of earlier texts were mended to.</summary>
    public MendedWords Mended { get; } = new();

    /// <summary>True when some token can be read in more than the plain way.</summary>
    public bool HasOthers => _others.Count > 0;

    public void Clear(int tokens)
    {
        if (_ids.Length < tokens)
        {
            Array.Resize(ref _ids, Math.Max(tokens, _ids.Length * 2));
            Array.Resize(ref _spellings, _ids.Length);
        }

        _others.Clear();
        Count = tokens;
    }

    public void Set(int token, int id, Spelling spelling)
    {
        _ids[token] = id;
        _spellings[token] = spelling;
    }

    /// <summary>The known word that the token is, or -1.</summary>
    public int Id(int token) => _ids[token];

    public Spelling SpellingOf(int token) => _spellings[token];

    /// <summary>A reading that spans several tokens, or two words in one token; <paramref name="second"/> is none for the former.</summary>
    public void AddOther(int token, Reading first, Reading second) => _others.Add((token, first, second));

    /// <summary>The reading that was added last, when it is one of the token by itself; none otherwise.</summary>
    public (int First, int Second) LastCompound(int token) =>
        HasOthers && _others[^1] is var (of, first, second) && of == token && second.Id >= 0 ? (first.Id, second.Id) : (-1, -1);

    /// <summary>The other readings that begin at the token. There are few in a text, and none in most.</summary>
    public int FindOther(int token, int from, out Reading first, out Reading second)
    {
        for (var i = from; i < _others.Count; i++)
        {
            if (_others[i].Token == token)
            {
                (_, first, second) = _others[i];
                return i + 1;
            }
        }

        first = second = Reading.None;
        return 0;
    }
}
