namespace ScreeningApi.Reference.Import;

/// <summary>What is versioned as a whole, and which of it a table belongs to.</summary>
internal enum VersionedKind
{
    RuleSet,
    Destinations,
    Policy,
}

/// <summary>A table of the reference data: the file it ships as, and where its rows stand.</summary>
internal abstract record ReferenceTable(string Name, VersionedKind Kind)
{
    /// <summary>The dates say something of what the row is about, such as the last day of a code, and not when the row holds.</summary>
    public bool DatesAreFacts { get; init; }

    /// <summary>Whether a row is in force on a day.</summary>
    public bool Holds(object row, DateOnly day) => DatesAreFacts || row is not DatedRecord dated || dated.ValidFrom <= day && day <= dated.ValidTo;

    public abstract IEnumerable<object> AllRows(ReferenceData data);

    public abstract void Accept(ITableVisitor visitor);
}

/// <summary>Does something with a table whose type of rows is not known beforehand.</summary>
internal interface ITableVisitor
{
    void Visit<T>(ReferenceTable<T> table) where T : class;
}

internal sealed record ReferenceTable<T>(string Name, VersionedKind Kind, Func<ReferenceData, IReadOnlyList<T>> Get, Func<ReferenceData, IReadOnlyList<T>, ReferenceData> Set)
    : ReferenceTable(Name, Kind) where T : class
{
    /// <summary>What makes a row the same row: of those in force on one day each is there once.</summary>
    public required Func<T, string> KeyOf { get; init; }

    /// <summary>Whether a fact may stand twice with other dates; what may not is changed in place.</summary>
    public bool KeepsHistory { get; init; }

    public override IEnumerable<object> AllRows(ReferenceData data) => Get(data);

    public override void Accept(ITableVisitor visitor) => visitor.Visit(this);
}
