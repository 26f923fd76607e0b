using System.Buffers;
using System.Text;

namespace ScreeningApi.Batches.Files.Encodings;

/// <summary>How far bytes make sense as GB18030, of which GBK and GB 2312 are parts: as pairs, most of them from the rows of the common characters.</summary>
internal ref struct ChineseScore
{
    /// <summary>So many characters tell whether they come from all parts of the table.</summary>
    private const int Telling = 8;

    /// <summary>In two of five characters of Chinese there is one of these; in windows-1251 they are no letters of Russian or Ukrainian.</summary>
    private static readonly SearchValues<byte> NoCyrillic = SearchValues.Create(
        [0xA1, 0xA2, 0xA3, 0xA4, 0xA6, 0xA7, 0xA9, 0xAB, 0xAC, 0xAD, 0xAE, 0xB0, 0xB1, 0xB5, 0xB6, 0xB7, 0xB9, 0xBB, 0xBC, 0xBD, 0xBE]);

    /// <summary>
    /// Syllables that make up a third of Korean text, as pairs of bytes of EUC-KR. Read as GB18030 they are characters that the names of
    /// goods and companies hardly contain: one in two hundred.
    /// </summary>
    private static readonly SearchValues<char> Korean = SearchValues.Create(PairsOf("이다는의에가지고을하기사로자어은시를한해나서라대부수정전용동장계비상치반선"));

    private const int OneInKorean = 10;

    private int _pairs;
    private int _noCyrillic;
    private int _korean;
    private long _sum;

    /// <summary>Zero for Korean in EUC-KR, whose syllables lie in the rows that hold half of Chinese.</summary>
    public readonly long Sum => _korean > 1 && _korean * OneInKorean >= _pairs ? 0 : _sum;

    /// <summary>Words of capital Cyrillic letters are pairs of common characters too.</summary>
    public readonly bool MayBeCyrillic => _pairs >= Telling && _noCyrillic * 6 < _pairs;

    /// <summary>Runs are pairs; a lone byte at the end takes a letter of ASCII with it, as rare characters do.</summary>
    public void Add(HighRun run)
    {
        var (score, pairs) = (0, run.Bytes.Length / 2);
        for (var i = 0; i < pairs * 2; i += 2)
        {
            var (first, second) = (run.Bytes[i], run.Bytes[i + 1]);
            score += 2 * Of(first, second);
            _noCyrillic += NoCyrillic.Contains(first) || NoCyrillic.Contains(second) ? 1 : 0;
            _korean += Korean.Contains((char)((first << 8) | second)) ? 1 : 0;
        }

        _pairs += pairs;
        _sum += run.Bytes.Length % 2 != 0 && run.After is < 0x40 or 0x7F ? score / 4 - HighRun.Full : score;
    }

    private static char[] PairsOf(string syllables) =>
        [.. CodePagesEncodingProvider.Instance.GetEncoding("euc-kr")!.GetBytes(syllables).Chunk(2).Select(b => (char)((b[0] << 8) | b[1]))];

    private static int Of(byte first, byte second) => (first, second) switch
    {
        ( >= 0xB0 and <= 0xD7, >= 0xA1 and <= 0xFE) => HighRun.Full,
        ( >= 0xA1 and <= 0xA3, >= 0xA1 and <= 0xFE) => HighRun.Full,
        ( >= 0xD8 and <= 0xF7, >= 0xA1 and <= 0xFE) => 2,
        ( >= 0x81 and <= 0xFE, >= 0x40 and <= 0xFE) => 0,
        _ => -HighRun.Full,
    };
}
