using System.Collections.Frozen;

namespace ScreeningApi.Batches.Files;

/// <summary>A name that a column of ours goes by.</summary>
/// <param name="Column">Ours.</param>
/// <param name="Place">The lower, the rather it is meant; 0 is our own name.</param>
/// <param name="Currency">ISO 4217, when the synonym itself names one.</param>
/// <param name="OnlyBeside">The name means the column only where one of these stands in the file too; empty: everywhere.</param>
/// <param name="NeverBeside">The name does not mean the column where one of these stands in the file too.</param>
internal sealed record ColumnSynonym(string Column, int Place, string? Currency, FrozenSet<string> OnlyBeside, FrozenSet<string> NeverBeside)
{
    public bool HoldsBeside(IReadOnlySet<string> keys) => (OnlyBeside.Count == 0 || OnlyBeside.Overlaps(keys)) && !NeverBeside.Overlaps(keys);
}

/// <summary>What a column of a file can be.</summary>
/// <param name="Column">Ours.</param>
/// <param name="Rank">Of several columns that can be the same one of ours, the lowest is; 0 is our own name.</param>
/// <param name="Currency">ISO 4217, when the name says one.</param>
internal readonly record struct ColumnMatch(string Column, int Rank, string? Currency)
{
    private const int Preferences = 4;
    private const int Places = 10_000;

    /// <summary>An amount in the common currency goes before one in no stated currency, and that before one in another.</summary>
    public static ColumnMatch Of(ColumnSynonym synonym, HeaderPreference preference, string? currency)
    {
        var ofCurrency = synonym.Column != ColumnNames.Value || currency == CurrencyCodes.Common ? 0 : currency is null ? 1 : 2;
        var rank = (((ofCurrency * Places) + synonym.Place) * Preferences) + (int)preference;
        return new ColumnMatch(synonym.Column, rank + 1, currency);
    }

    public static ColumnMatch OwnName(string column) => new(column, 0, null);
}
