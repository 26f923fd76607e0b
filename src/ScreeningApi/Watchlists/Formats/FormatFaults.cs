using System.Text;
using System.Text.Json;
using System.Xml;
using CsvHelper;

namespace ScreeningApi.Watchlists.Formats;

/// <summary>Makes one kind of fault of what the parsers throw. Their own exceptions may quote the file, so they are not handed on.</summary>
internal static class FormatFaults
{
    public static T Of<T>(string where, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            throw new WatchlistFormatException($"{where}, line {e.LineNumber}, position {e.LinePosition}", "XML that is not well-formed, has a DTD or ends early", "one whole document without a DTD");
        }
        catch (JsonException e)
        {
            throw new WatchlistFormatException($"{where}, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}", "JSON that is not well-formed or ends early", "one whole document");
        }
        catch (CsvFormatException)
        {
            throw new WatchlistFormatException(where, "a row with quotes out of place, or one that is too long", $"rows of at most {FormatBounds.RecordBytes} bytes, with quotes in a field doubled");
        }
        catch (DecoderFallbackException)
        {
            throw new WatchlistFormatException(where, "bytes that are no text in the encoding of the file", "UTF-8, or UTF-16 with a mark at the start");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new WatchlistFormatException(where, "an archive that is damaged or ends early", "a whole zip archive");
        }
    }
}
