using ScreeningApi.Batches.Files;
using ScreeningApi.Intake;

namespace ScreeningApi.Batches.Rows;

/// <summary>Puts rows together that stand together and have the same shipment reference; a row without one is a shipment of its own.</summary>
internal static class ShipmentGroups
{
    /// <summary>So that a file with one reference for everything does not end up in memory.</summary>
    private const int MaxCharacters = 4 << 20;

    public static IEnumerable<List<InputRow>> Read(InputFile file)
    {
        List<InputRow> group = [];
        var (reference, characters) = ("", 0);
        while (file.Read() is { } row)
        {
            var own = file.Columns.Text(row, ColumnNames.ShipmentRef);
            if (group.Count > 0 && (own.Length == 0 || own != reference || group.Count == Limits.Lines || characters > MaxCharacters))
            {
                yield return group;
                (group, characters) = ([], 0);
            }

            group.Add(row);
            reference = own;
            characters += row.Cells.Sum(c => c.Length);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }
}
