namespace Screening.Engine.Text;

/// <summary>
/// The tokens of one text after normalisation, each with its place in the original. Reused from text to text so that
/// screening a line allocates nothing here; not to be shared between threads.
/// </summary>
internal sealed class NormalizedText
{
    private char[] _characters = new char[512];
    private Token[] _tokens = new Token[64];
    private int _length;
    private int _tokenCount;

    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, _tokenCount);

    /// <summary>The characters of a token's stem.</summary>
    public ReadOnlySpan<char> Stem(in Token token) => _characters.AsSpan(token.Start, token.Length);

    /// <summary>The characters of the whole word.</summary>
    public ReadOnlySpan<char> Word(in Token token) => _characters.AsSpan(token.WordStart, token.WordLength);

    /// <summary>Where a range of tokens stands in the text as it was sent.</summary>
    public (int Start, int Length) Span(int first, int last) => (_tokens[first].OriginalStart, _tokens[last].OriginalEnd - _tokens[first].OriginalStart);

    /// <summary>Hash of the words of a range of tokens, endings included and breaks left out.</summary>
    public ulong WordsHash(int first, int last)
    {
        var hash = TextHash.Empty;
        for (var i = first; i <= last; i++)
        {
            hash = TextHash.Append(hash, Word(_tokens[i]));
        }

        return hash;
    }

    /// <summary>The tokens that overlap a range of the text as it was sent; (-1, -1) when there are none.</summary>
    public (int First, int Last) TokensAt(int start, int end)
    {
        var (first, last) = (-1, -1);
        for (var i = 0; i < _tokenCount && _tokens[i].OriginalStart < end; i++)
        {
            if (_tokens[i].OriginalEnd > start)
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return (first, last);
    }

    /// <summary>The characters written so far and not yet made into a token.</summary>
    public ReadOnlySpan<char> Since(int start) => _characters.AsSpan(start, _length - start);

    public int Length => _length;

    public void Clear() => _length = _tokenCount = 0;

    public void Append(char c)
    {
        if (_length == _characters.Length)
        {
            Array.Resize(ref _characters, _length * 2);
        }

        _characters[_length++] = c;
    }

    public void Add(in Token token)
    {
        if (_tokenCount == _tokens.Length)
        {
            Array.Resize(ref _tokens, _tokenCount * 2);
        }

        _tokens[_tokenCount++] = token;
    }
}
