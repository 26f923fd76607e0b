using System.Text.Json;
using ScreeningApi.Batches.Files;
using ScreeningApi.Hosting;

namespace ScreeningApi.Batches.Rows;

/// <summary>
/// One object a row: its number, the input's own columns as they were, then ours, and the explanation: null where there is nothing to
/// explain, since nothing was found or the row could not be read. A column of the input that is
/// called as one of ours is told apart by <c>input_</c> before its name.
/// </summary>
internal sealed class NdjsonResultWriter : IRowWriter
{
    private const string RowName = "row", ExplanationName = "explanation", InputPrefix = "input_";

    private readonly Stream _target;
    private readonly Utf8JsonWriter _json;
    private readonly JsonEncodedText[] _names;

    public NdjsonResultWriter(Stream target, IReadOnlyList<string> headers)
    {
        _target = target;
        _json = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = JsonFormat.Options.Encoder, SkipValidation = true });
        _names = Distinct(headers);
    }

    public void WriteHeader(IReadOnlyList<string> headers)
    {
        // Every row has its names.
    }

    public void Write(RowBlock block, int row, in ResultRow result, ReadOnlyMemory<byte> explanation)
    {
        _json.WriteStartObject();
        _json.WriteNumber(RowName, block.NumberOf(row));
        for (var column = 0; column < block.Columns; column++)
        {
            _json.WriteString(_names[column], block.Cell(row, column));
        }

        WriteResult(result, block.NumberOf(row));
        _json.WritePropertyName(ExplanationName);
        if (explanation.IsEmpty)
        {
            _json.WriteNullValue();
        }
        else
        {
            _json.WriteRawValue(explanation.Span, skipInputValidation: true);
        }

        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _target.WriteByte((byte)'\n');
    }

    public void Flush() => _json.Flush();

    public void Dispose() => _json.Dispose();

    private void WriteResult(in ResultRow result, int number)
    {
        _json.WriteString("verdict", VerdictNames.Of(result.Verdict));
        if (result.RiskScore is { } score)
        {
            _json.WriteNumber("risk_score", score);
        }
        else
        {
            _json.WriteNull("risk_score");
        }

        _json.WriteString("risk_level", result.RiskLevel is { } level ? VerdictNames.Of(level) : null);
        var columns = result.Columns;
        _json.WriteString("categories", columns.Categories);
        _json.WriteString("controls", columns.Controls);
        _json.WriteString("license", columns.License);
        _json.WriteString("listings", columns.Listings);
        _json.WriteString("party_hits", columns.PartyHits);
        _json.WriteString("top_reason", columns.TopReason);
        _json.WriteString("error", result.Error is null ? null : RowOutcome.Place(number, result.ErrorColumn, result.Error));
    }

    private static JsonEncodedText[] Distinct(IReadOnlyList<string> headers)
    {
        var taken = ResultColumns.Names.Append(RowName).Append(ExplanationName).ToHashSet(StringComparer.Ordinal);
        return [.. headers.Select(name =>
        {
            var free = name;
            while (!taken.Add(free))
            {
                free = InputPrefix + free;
            }

            return JsonEncodedText.Encode(free, JsonFormat.Options.Encoder);
        })];
    }
}
