using System.Text;

namespace ScreeningApi.Batches.Files.Encodings;

/// <summary>How the bytes of a text are to be read.</summary>
/// <param name="Name">IANA name.</param>
/// <param name="Transcoder">Null for UTF-8, which is read as it is.</param>
internal sealed record TextEncoding(string Name, Encoding? Transcoder)
{
    /// <summary>Bytes that are no text become U+FFFD, which no reader lets pass.</summary>
    private static readonly DecoderReplacementFallback Undecodable = new("\uFFFD");

    public static readonly TextEncoding Utf8 = new("utf-8", null);
    public static readonly TextEncoding Utf16LittleEndian = new("utf-16le", new UnicodeEncoding(bigEndian: false, byteOrderMark: false));
    public static readonly TextEncoding Utf16BigEndian = new("utf-16be", new UnicodeEncoding(bigEndian: true, byteOrderMark: false));
    public static readonly TextEncoding Windows1251 = Find("windows-1251")!;
    public static readonly TextEncoding Windows1252 = Find("windows-1252")!;
    public static readonly TextEncoding Gb18030 = Find("gb18030")!;

    /// <summary>Every encoding that is read must write these as ASCII does: they are what separates cells and rows.</summary>
    private const string Structure = " ,;\t|\"{}:[]\r\n0123456789abcxyzABCXYZ";

    /// <summary>Null when the name is not known, or its bytes cannot be told apart into cells.</summary>
    public static TextEncoding? Find(string charset) => charset.Trim().ToLowerInvariant() switch
    {
        "utf-8" or "utf8" or "us-ascii" or "ascii" => Utf8,
        "utf-16" or "utf-16le" or "unicode" => Utf16LittleEndian,
        "utf-16be" => Utf16BigEndian,
        // What calls itself Latin-1 is windows-1252 nearly everywhere; the two differ only where Latin-1 has no characters.
        "iso-8859-1" or "latin1" => Find("windows-1252"),
        "gb2312" or "gbk" => Find("gb18030"),
        var name => FindCodePage(name),
    };

    private static TextEncoding? FindCodePage(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, Undecodable) is { } encoding
                && encoding.GetBytes(Structure).AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(Structure)) ? new TextEncoding(encoding.WebName, encoding) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
