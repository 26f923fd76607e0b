using System.Text.Json;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Json;
using ScreeningApi.Watchlists.Formats.Parts;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.ScreeningList;

/// <summary>
/// The Consolidated Screening List in JSON (trade.gov, <c>consolidated.json</c>): entries are the array <c>results</c>. Its derived form,
/// <see cref="CslCompact"/>, is known by the array <c>entries</c>.
/// </summary>
internal sealed class CslJsonReader(PartFile part, WatchlistReading reading) : FormatReader
{
    private readonly JsonDocuments _document = new(part);
    private readonly CslCompact _compact = new(reading);
    private bool _hasOtherNames;

    public override IEnumerable<WatchlistEntry> Read()
    {
        var (lists, count) = (0, 0);
        while (_document.NextField() is { } field)
        {
            if (field is not ("results" or "entries"))
            {
                ReadHeader(field, _document.Value());
                continue;
            }

            lists++;
            foreach (var value in _document.Values())
            {
                var record = new JsonRecord($"{part.Name}, record {++count}", value);
                _hasOtherNames |= record.Has("alt_names") || record.Has("a");
                yield return field == "results" ? CslRecords.Entry(record, reading) : _compact.Entry(record);
            }
        }

        if (lists != 1)
        {
            throw part.Fault($"{lists} arrays of entries", "one, results or entries");
        }

        // Not every record has the field, but if it had another name in all of them, half of the names would be lost in silence.
        if (!_hasOtherNames)
        {
            throw part.Fault("no record with a field of other names", "alt_names, or a in the derived form");
        }
    }

    public override void Dispose() => _document.Dispose();

    private void ReadHeader(string field, JsonElement value)
    {
        switch (field)
        {
            case "search_performed_at" or "sourceGeneratedAt":
                var header = Header(field, value);
                Published = header.Moment(field, header[field]);
                break;
            case "entryCount":
                DeclaredCount = Header(field, value).Number(field);
                break;
            case "tables":
                _compact.Tables(value);
                break;
        }
    }

    private JsonRecord Header(string field, JsonElement value) => JsonRecord.Of(part.Name, field, value);
}
