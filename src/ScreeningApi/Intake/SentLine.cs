using System.Buffers.Binary;
using System.Text.Json;
using ScreeningApi.Hosting;

namespace ScreeningApi.Intake;

/// <summary>A line of a JSON body: its texts where they stand there, and its numbers.</summary>
internal ref struct SentLine
{
    private SentText _description, _hsCode, _eccn, _partNumber, _manufacturer, _unit, _currency, _originCountry;

    public int? No { get; private set; }
    public decimal? Quantity { get; private set; }
    public decimal? Value { get; private set; }
    public IReadOnlyList<ParameterContract>? Parameters { get; private set; }

    public readonly string? Unit => _unit.ReadCommon();
    public readonly string? Currency => _currency.ReadCommon();
    public readonly string? OriginCountry => _originCountry.ReadCommon();

    /// <summary>Reads the object that the reader stands in. False where it has a member that is not known here, or one twice.</summary>
    /// <param name="body">What the reader reads.</param>
    public bool Read(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        var seen = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = MemberOf(json.ValueSpan);
            if (member == Member.Unknown || (seen & (1 << (int)member)) != 0)
            {
                return false;
            }

            seen |= 1 << (int)member;
            json.Read();
            Set(member, ref json, body);
        }

        return true;
    }

    /// <summary>
    /// Writes all that the goods are recognised by, and gives its length; 0 where the line has technical values of its own, or too much
    /// text. Each text has its length before it, so that none runs on into the next.
    /// </summary>
    public readonly int WriteKey(Span<byte> key)
    {
        var length = 0;
        return Parameters is null && Add(_description, key, ref length) && Add(_hsCode, key, ref length) && Add(_eccn, key, ref length)
            && Add(_partNumber, key, ref length) && Add(_manufacturer, key, ref length) ? length : 0;
    }

    public readonly LineContract ToContract() => new()
    {
        LineNo = No, Description = _description.Read(), HsCode = _hsCode.Read(), Eccn = _eccn.Read(), PartNumber = _partNumber.Read(), Manufacturer = _manufacturer.Read(),
        Quantity = Quantity, Unit = Unit, Value = Value, Currency = Currency, OriginCountry = OriginCountry, Parameters = Parameters,
    };

    private static bool Add(SentText text, Span<byte> key, ref int length)
    {
        var bytes = text.Bytes;
        if (key.Length - length < sizeof(int) + bytes.Length)
        {
            return false;
        }

        BinaryPrimitives.WriteInt32LittleEndian(key[length..], text.IsAbsent ? -1 : bytes.Length);
        bytes.CopyTo(key[(length + sizeof(int))..]);
        length += sizeof(int) + bytes.Length;
        return true;
    }

    private void Set(Member member, scoped ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        switch (member)
        {
            case Member.LineNo: No = json.TokenType == JsonTokenType.Null ? null : json.GetInt32(); break;
            case Member.Description: _description = SentText.Of(ref json, body); break;
            case Member.HsCode: _hsCode = SentText.Of(ref json, body); break;
            case Member.Eccn: _eccn = SentText.Of(ref json, body); break;
            case Member.PartNumber: _partNumber = SentText.Of(ref json, body); break;
            case Member.Manufacturer: _manufacturer = SentText.Of(ref json, body); break;
            case Member.Quantity: Quantity = NumberOf(ref json); break;
            case Member.Unit: _unit = SentText.Of(ref json, body); break;
            case Member.Value: Value = NumberOf(ref json); break;
            case Member.Currency: _currency = SentText.Of(ref json, body); break;
            case Member.OriginCountry: _originCountry = SentText.Of(ref json, body); break;
            default: Parameters = JsonSerializer.Deserialize<IReadOnlyList<ParameterContract>>(ref json, JsonFormat.Options); break;
        }
    }

    private static decimal? NumberOf(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Null ? null : json.GetDecimal();

    /// <summary>By length first: at most two names have the same.</summary>
    private static Member MemberOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when name.SequenceEqual("unit"u8) => Member.Unit,
        4 when name.SequenceEqual("eccn"u8) => Member.Eccn,
        5 when name.SequenceEqual("value"u8) => Member.Value,
        6 when name.SequenceEqual("lineNo"u8) => Member.LineNo,
        6 when name.SequenceEqual("hsCode"u8) => Member.HsCode,
        8 when name.SequenceEqual("quantity"u8) => Member.Quantity,
        8 when name.SequenceEqual("currency"u8) => Member.Currency,
        10 when name.SequenceEqual("partNumber"u8) => Member.PartNumber,
        10 when name.SequenceEqual("parameters"u8) => Member.Parameters,
        11 when name.SequenceEqual("description"u8) => Member.Description,
        12 when name.SequenceEqual("manufacturer"u8) => Member.Manufacturer,
        13 when name.SequenceEqual("originCountry"u8) => Member.OriginCountry,
        _ => Member.Unknown,
    };

    private enum Member
    {
        Unknown,
        LineNo,
        Description,
        HsCode,
        Eccn,
        PartNumber,
        Manufacturer,
        Quantity,
        Unit,
        Value,
        Currency,
        OriginCountry,
        Parameters,
    }
}
