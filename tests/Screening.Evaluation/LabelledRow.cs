using CsvHelper;

namespace Screening.Evaluation;

/// <summary>A description with what it really is.</summary>
internal sealed record LabelledRow(string Id, string Description, string Language, string HsCode, string Label, string Basis)
{
    public bool IsBenign => Label == "benign";

    /// <summary>Ordinary goods that look like something else.</summary>
    public bool IsLookAlike => Basis.StartsWith("[hardneg]", StringComparison.Ordinal);

    /// <summary>Only a maker and a model: nothing in the text names the item.</summary>
    public bool IsModelOnly => Basis.Contains("model name only", StringComparison.Ordinal) || Basis.Contains("part-number style", StringComparison.Ordinal) || Basis.Contains("part-", StringComparison.Ordinal);

    /// <summary>The service's categories that count as right for the label.</summary>
    public string[] Expected => Label switch
    {
        "machine_tool" => ["machineTool"],
        "body_armor" => ["bodyArmor"],
        "other_dual_use" => [],
        _ => [Label],
    };

    public static List<LabelledRow> Read(string path)
    {
        using var reader = CsvReader.FromFile(path, CsvReaderOptions.Default with { Separator = ',' });
        var rows = new List<LabelledRow>();
        while (reader.Read())
        {
            rows.Add(new LabelledRow(
                reader.GetString("id"), reader.GetString("description"), reader.GetString("lang"), reader.GetString("hs6"), reader.GetString("label"), reader.GetString("label_basis")));
        }

        return rows;
    }
}
