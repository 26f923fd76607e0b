using System.Text.RegularExpressions;
using System.Xml;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>
/// Reads the supplements of some parts from the XML that the eCFR publishes: of a title, a part or one supplement alone. It goes through
/// the file once and holds one supplement at a time. No document type is read, so there is no entity to expand.
/// </summary>
internal sealed partial class EcfrReader : IDisposable
{
    /// <summary>Title 15 has some 40 million characters.</summary>
    public const long MaxCharacters = 400_000_000;

    private readonly XmlReader _reader;
    private int _part;

    public EcfrReader(Stream stream) => _reader = XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters, IgnoreComments = true, IgnoreProcessingInstructions = true,
    });

    public void Dispose() => _reader.Dispose();

    /// <summary>The supplements that are <paramref name="wanted"/>, by part and number. Throws <see cref="ReferenceFileException"/> with the place.</summary>
    public IEnumerable<EcfrSupplement> Read(Func<int, int, bool> wanted)
    {
        while (Next())
        {
            if (_reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (_reader.Name == "DIV5" && int.TryParse(_reader.GetAttribute("N"), out var part))
            {
                _part = part;
            }
            else if (_reader.Name == "DIV9" && NumberOf() is var (supplementPart, number) && wanted(supplementPart, number))
            {
                yield return new EcfrSupplement(supplementPart, number, ReadBlocks());
            }
        }
    }

    private bool Next()
    {
        try
        {
            return _reader.Read();
        }
        catch (XmlException fault)
        {
            throw new ReferenceFileException($"line {fault.LineNumber}, column {fault.LinePosition}: found XML that cannot be read, expected the eCFR's: {fault.Message}");
        }
    }

    private List<EcfrBlock> ReadBlocks()
    {
        try
        {
            return new EcfrBlocks(_reader).Read();
        }
        catch (XmlException fault)
        {
            throw new ReferenceFileException($"line {fault.LineNumber}, column {fault.LinePosition}: found XML that cannot be read, expected the eCFR's: {fault.Message}");
        }
    }

    /// <summary><c>N="Supplement No. 1 to Part 738"</c>; within its part also <c>N="1"</c>.</summary>
    private (int Part, int Number)? NumberOf()
    {
        var name = _reader.GetAttribute("N") ?? "";
        return Named().Match(name) is { Success: true } full ? (Number(full.Groups["part"].Value), Number(full.Groups["number"].Value))
            : int.TryParse(name, out var number) ? (_part, number)
            : null;
    }

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Supplement\s+No\.\s*(?<number>\d{1,3})\s+to\s+Part\s+(?<part>\d{1,4})$", RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
