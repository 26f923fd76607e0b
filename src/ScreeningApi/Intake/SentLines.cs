using System.Text.Json;
using Screening.Engine;

namespace ScreeningApi.Intake;

/// <summary>
/// Reads the lines of a JSON body. Goods that came before are recalled by the bytes of their texts, which are made into strings only for
/// goods that are new; what each line has of its own is checked as <see cref="LineReader"/> checks it.
/// </summary>
internal sealed class SentLines(ScreeningSnapshot snapshot, RememberedFacts known, FieldReader fields)
{
    /// <summary>Longer texts are not remembered: they seldom come again.</summary>
    private const int MostKeyBytes = 1024;

    /// <summary>False where they cannot be screened as they are, or have something unusual: then <see cref="ShipmentReader"/> says what.</summary>
    /// <param name="json">On the value of <c>lines</c>; afterwards at its end.</param>
    /// <param name="body">What the reader reads.</param>
    public bool Read(ref Utf8JsonReader json, ReadOnlySpan<byte> body, DateOnly date, LineBuffer lines)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        Span<byte> room = stackalloc byte[MostKeyBytes];
        var (last, isAscending) = (0, true);
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            var line = default(SentLine);
            if (lines.Count == Limits.Lines || !line.Read(ref json, body))
            {
                return false;
            }

            lines.Add(Know(line, lines.Count, date, room));
            if (fields.FirstError is not null)
            {
                return false;
            }

            var no = line.No.GetValueOrDefault();
            (last, isAscending) = (no, isAscending && no > last);
        }

        return json.TokenType == JsonTokenType.EndArray && lines.Count > 0 && (isAscending || AreUnique(lines));
    }

    /// <param name="room">For the key: given, because memory of the stack is cleared each time it is taken.</param>
    private KnownLine Know(in SentLine line, int index, DateOnly date, Span<byte> room)
    {
        var key = room[..line.WriteKey(room)];
        if (key.IsEmpty || known.Recall(GoodsSource.Request, key, date) is not { } goods)
        {
            return Recognize(line, index, date, key);
        }

        // The goods were readable before.
        LineReader.ReadQuantity(line.Quantity, line.Unit, index, fields);
        return new KnownLine(
            new LineTerms(
                LineReader.ReadNumber(line.No, index, fields), Repairs: [], LineReader.ReadValue(line.Value, line.Currency, index, fields),
                LineReader.ReadOrigin(line.OriginCountry, index, fields), Declares: []),
            goods);
    }

    private KnownLine Recognize(in SentLine line, int index, DateOnly date, ReadOnlySpan<byte> key)
    {
        var item = LineReader.Read(line.ToContract(), index, fields);
        if (fields.FirstError is not null)
        {
            return default;
        }

        var goods = ScreeningEngine.Recognize(item, snapshot, date);
        if (!key.IsEmpty)
        {
            known.Keep(GoodsSource.Request, key, goods);
        }

        return new KnownLine(LineTerms.Of(item), goods);
    }

    /// <summary>Numbers that ascend, as nearly all do, need not be looked at twice.</summary>
    private static bool AreUnique(LineBuffer lines)
    {
        var seen = new HashSet<int>(lines.Count);
        foreach (ref readonly var line in lines.Lines.Span)
        {
            if (!seen.Add(line.Terms.No))
            {
                return false;
            }
        }

        return true;
    }
}
