namespace ScreeningApi.Reference;

// Records of the technical values, apart from the others because they are read together.

internal sealed record UnitRecord : DatedRecord
{
    public string Unit { get; init; } = "";
    public string Singular { get; init; } = "";
    public string[] Spellings { get; init; } = [];
    public string Dimension { get; init; } = "";
    public double Factor { get; init; }
    public double BaseOffset { get; init; }
    public string Citation { get; init; } = "";
}

internal sealed record ParameterRecord : DatedRecord
{
    public string Parameter { get; init; } = "";
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Dimension { get; init; } = "";
    public string Unit { get; init; } = "";
    public bool IsDefault { get; init; }
    public bool IsBare { get; init; }
    public string[] Categories { get; init; } = [];
    public string[] Cues { get; init; } = [];
    public string[] Values { get; init; } = [];
    public string[] Levels { get; init; } = [];
    public string Citation { get; init; } = "";
}

internal sealed record ThresholdRecord : DatedRecord
{
    public int Ordinal { get; init; }
    public string Paragraph { get; init; } = "";
    public string[] Regimes { get; init; } = [];
    public string Category { get; init; } = "";
    public string Conditions { get; init; } = "";
    public double Margin { get; init; }
    public bool Asks { get; init; }
    public double Strength { get; init; }
    public string Text { get; init; } = "";
    public string Citation { get; init; } = "";
    public string Verified { get; init; } = "";
}
