namespace Screening.Benchmarks.Bench.Rows;

// The order book of an industrial exporter, as CSV of about 160 bytes a row; the same bytes for the same seed, made as they are read.
//
// Of a thousand lines
//   850  ordinary: goods of a works supplier (order_goods.csv: 7 languages, more than half English; most with an HS code), 15 % of them
//        household goods (the quality program's ordinary_goods.csv: 13 languages, no code); noun, material, size, packing and lot are
//        drawn apart
//    80  look-alikes of the labelled corpus, 70 its controlled goods, most of both with a lot or a number of pieces added
// An exporter sells from a catalogue: 900 of a thousand lines are one of 30,000 articles, which keep description, code, part number and
// maker whenever they are sold, and some are sold far more often than others; 100 are written for this one order and never come again.
// Quantity, unit, value and where it goes are drawn for every line.
// Of a thousand orders (1 to 8 lines, all of which repeat the head)
//   the destination is drawn as trade goes (order_trade.csv): the EU 44 %, US 15 %, CN 8 %, the usual places of transshipment
//   (AE, TR, KZ, KG, AM, GE, UZ, HK ...) 8 %, embargoed ones 0.6 %; 40 are bought by somebody elsewhere, 30 name a place of transit,
//   200 an end user, 150 an end use
// Most descriptions have a comma and are quoted, some have inch marks, 5 of a thousand a line break. Every row can be read: what a
// service does to rows that cannot is no matter of speed.

/// <summary>Makes the rows of an order book, block by block.</summary>
internal sealed class OrderBook
{
    public const ulong UsualSeed = 20261123;

    private const int BlockBytes = 64 * 1024;
    private const int MaxLines = 8;
    private const int OfCatalogue = 900;
    private const int Articles = 30_000;
    private const long FirstOrder = 1_000_000;

    private static readonly string[] Columns =
    [
        "shipment_ref", "line_no", "description", "hs_code", "eccn", "part_number", "manufacturer", "quantity", "unit", "value",
        "currency", "origin", "destination", "transit", "consignee", "consignee_country", "end_user", "end_user_country", "end_use",
    ];

    private static readonly Lazy<Vocabulary> Shared = new(Vocabulary.Read);

    private readonly Chance _chance;
    private readonly OrderHead _head;
    private readonly OrderedGoods _goods;
    private readonly Chance _article = new(0);
    private readonly ulong _seed;
    private readonly byte[][] _units;
    private readonly CsvRows _rows = new();
    private readonly Utf8Text _text = new();
    private long _rowsLeft;
    private long _order = FirstOrder - 1;
    private int _line;
    private int _lines;
    private bool _hasHeader;

    /// <param name="rows">Without the header.</param>
    public OrderBook(long rows, ulong seed = UsualSeed)
    {
        _rowsLeft = rows;
        _chance = new Chance(seed);
        _head = new OrderHead(Shared.Value, _chance);
        _seed = seed;
        _goods = new OrderedGoods(Shared.Value, _article);
        _units = Shared.Value.Words["units"];
    }

    /// <summary>The next whole rows, the header before the first; empty when all were made. Good until the next call.</summary>
    public ReadOnlyMemory<byte> NextBlock()
    {
        _rows.Clear();
        if (!_hasHeader)
        {
            _hasHeader = true;
            WriteHeader();
        }

        while (_rowsLeft > 0 && _rows.Length < BlockBytes)
        {
            WriteRow();
            _rowsLeft--;
        }

        return _rows.Written;
    }

    public async Task WriteToAsync(Stream target, CancellationToken cancellation)
    {
        while (NextBlock() is { IsEmpty: false } block)
        {
            await target.WriteAsync(block, cancellation);
        }
    }

    private void WriteHeader()
    {
        foreach (var column in Columns)
        {
            _rows.AddCell(System.Text.Encoding.UTF8.GetBytes(column));
        }

        _rows.EndRow();
    }

    private void WriteRow()
    {
        if (_line == _lines)
        {
            _order++;
            (_line, _lines) = (0, 1 + _chance.Below(MaxLines));
            _head.Draw();
        }

        _line++;
        _rows.AddCell(_text.Clear().Add("SO-"u8).Add(_order).Span);
        _rows.AddCell(_line);
        _article.Restart(_seed * 31 + Article());
        _goods.Write(_rows);
        WriteAmounts();
        _head.Write(_rows);
        _rows.EndRow();
    }

    /// <summary>An article of the catalogue, or one of its own for goods that are sold once.</summary>
    private ulong Article() => _chance.PerMille(OfCatalogue)
        ? (ulong)_chance.Below(1 + _chance.Below(Articles))
        : Articles + ((ulong)_chance.Below(int.MaxValue) << 20) + (ulong)_chance.Below(1 << 20);

    /// <summary>quantity, unit, value: small orders are the most frequent.</summary>
    private void WriteAmounts()
    {
        var quantity = 1 + _chance.Below(1 + _chance.Below(2000));
        var cents = (long)quantity * (50 + _chance.Below(1 + _chance.Below(100_000)));
        _rows.AddCell(quantity);
        _rows.AddCell(_chance.Of(_units));
        _text.Clear().Add(cents / 100).Add("."u8).Add(cents / 10 % 10).Add(cents % 10);
        _rows.AddCell(_text.Span);
    }
}
