using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>A paragraph, heading or item of a list. <paramref name="IsBold"/>: it begins in bold type, as headings of entries do.</summary>
internal sealed record EcfrText(int Line, string Element, string Text, bool IsBold)
{
    public string Place => $"line {Line}";
}

/// <summary>What stands in a supplement, in order: a paragraph or a table.</summary>
internal sealed record EcfrBlock(EcfrText? Text, TextTable? Table);

/// <summary>A supplement to a part, such as 738 Supp. 1.</summary>
internal sealed record EcfrSupplement(int Part, int Number, IReadOnlyList<EcfrBlock> Blocks)
{
    public IEnumerable<TextTable> Tables => Blocks.Select(b => b.Table).OfType<TextTable>();

    public IEnumerable<EcfrText> Texts => Blocks.Select(b => b.Text).OfType<EcfrText>();

    public string Citation => $"15 CFR {Part} Supp. {Number}";
}
