namespace Screening.Benchmarks.Bench.Rows;

/// <summary>Writes what is ordered: description, hs_code, eccn, part_number, manufacturer.</summary>
internal sealed class OrderedGoods(Vocabulary vocabulary, Chance chance)
{
    // Shares of a thousand lines; the rest is ordinary.
    private const int Controlled = 70, Lookalike = 80, Household = 150;
    private const int HasCode = 800, HasEccn = 50, IsStatedUncontrolled = 30, HasPart = 800, HasMaker = 600;
    private const int HasMaterial = 750, HasSize = 850, HasPacking = 700, HasLot = 250, IsCapital = 80, IsBroken = 5;

    private readonly Utf8Text _text = new();
    private readonly byte[][] _sizes = vocabulary.Words["sizes"];
    private readonly byte[][] _parts = vocabulary.Words["parts"];
    private readonly byte[][] _makers = vocabulary.Words["makers"];
    private readonly byte[][] _lots = vocabulary.Words["lots"];

    public void Write(CsvRows rows)
    {
        var roll = chance.Below(1000);
        var goods = roll < Controlled ? Labelled(vocabulary.Controlled) : roll < Controlled + Lookalike ? Labelled(vocabulary.Lookalikes) : Ordinary();
        if (chance.PerMille(IsBroken))
        {
            _text.Add("\n"u8).AddPattern(chance.Of(_lots), chance);
        }

        rows.AddCell(_text.Span);
        rows.AddCell(goods.Codes.Length > 0 && chance.PerMille(HasCode) ? chance.Of(goods.Codes) : []);
        rows.AddCell(Eccn(goods, roll >= Controlled));
        rows.AddCell(chance.PerMille(HasPart) ? _text.Clear().AddPattern(chance.Of(_parts), chance).Span : []);
        rows.AddCell(chance.PerMille(HasMaker) ? chance.Of(_makers) : []);
    }

    private ReadOnlySpan<byte> Eccn(Goods goods, bool isUncontrolled) =>
        isUncontrolled ? chance.PerMille(IsStatedUncontrolled) ? "EAR99"u8 : []
        : goods.Eccns.Length > 0 && chance.PerMille(HasEccn) ? chance.Of(goods.Eccns) : [];

    /// <summary>As it stands in the corpus, and what order systems add to it.</summary>
    private Goods Labelled(Goods[] among)
    {
        var goods = chance.Of(among);
        _text.Clear().Add(goods.Name);
        if (chance.PerMille(HasPacking))
        {
            _text.Add(", "u8).AddPattern(chance.Of(_lots), chance);
        }

        return goods;
    }

    private Goods Ordinary()
    {
        var language = chance.PerMille(Household) ? chance.Of(vocabulary.Household) : chance.Of(vocabulary.Industrial);
        var goods = chance.Of(language.Goods);
        var separator = chance.PerMille(600) ? ", "u8 : " "u8;
        _text.Clear();
        if (chance.PerMille(HasMaterial))
        {
            _text.Add(chance.Of(language.Materials)).Add(language.Space);
        }

        _text.Add(goods.Name);
        Add(HasSize, " "u8, _sizes);
        Add(HasPacking, separator, language.Packings);
        Add(HasLot, separator, _lots);
        if (language.HasCapitals && chance.PerMille(IsCapital))
        {
            _text.Capitalize();
        }

        return goods;
    }

    private void Add(int share, ReadOnlySpan<byte> separator, byte[][] patterns)
    {
        if (chance.PerMille(share))
        {
            _text.Add(separator).AddPattern(chance.Of(patterns), chance);
        }
    }
}
