using System.Text.RegularExpressions;
using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>
/// Cuts 15 CFR 774 Supp. 1 into entries. An entry begins with a paragraph that opens with its number, in bold or as a heading; its parts
/// have headings of their own, which the text marks in more than one way, so that they are known by their words.
/// </summary>
internal sealed partial class ControlListReader
{
    private enum Section
    {
        Requirements,
        Exceptions,
        Sta,
        Items,
    }

    private static readonly (string Begins, Section Section)[] Sections =
    [
        ("License Requirements", Section.Requirements), ("List Based License Exceptions", Section.Exceptions), ("License Exceptions", Section.Exceptions),
        ("Special Conditions for STA", Section.Sta), ("List of Items Controlled", Section.Items), ("Reporting Requirements", Section.Items),
    ];

    private readonly List<ControlListEntry> _entries = [];
    private readonly List<Notice> _notices = [];
    private Section _section;
    private string _label = "";
    private readonly Dictionary<string, string> _exceptions = [];

    public static (IReadOnlyList<ControlListEntry> Entries, IReadOnlyList<Notice> Notices) Read(EcfrSupplement supplement)
    {
        var reader = new ControlListReader();
        foreach (var block in supplement.Blocks)
        {
            reader.Take(block);
        }

        reader.FinishEntry();
        return (reader._entries, reader._notices);
    }

    private void Take(EcfrBlock block)
    {
        if (block.Text is { } text && (text.IsBold || text.Element == "FP-2") && Heading().Match(text.Text) is { Success: true } heading)
        {
            FinishEntry();
            _entries.Add(new ControlListEntry(heading.Groups[1].Value, heading.Groups[2].Value.Trim(), $"{text.Place}, {heading.Groups[1].Value}"));
            _section = Section.Requirements;
        }
        else if (_entries.Count > 0)
        {
            TakeIn(_entries[^1], block);
        }
    }

    private void TakeIn(ControlListEntry entry, EcfrBlock block)
    {
        if (block.Table is { } table)
        {
            ReadTable(entry, table);
        }
        else if (SectionOf(block.Text!.Text) is { } section)
        {
            (_section, _label) = (section, "");
            entry.HasRequirements |= section == Section.Requirements;
        }
        else if (_section == Section.Requirements)
        {
            ReadSentence(entry, block.Text);
        }
        else if (_section == Section.Exceptions)
        {
            ReadException(block.Text.Text);
        }
        else if (_section == Section.Sta)
        {
            entry.Sta.Add(block.Text.Text);
        }
    }

    private static Section? SectionOf(string text) =>
        Sections.Where(s => text.StartsWith(s.Begins, StringComparison.OrdinalIgnoreCase) && IsHeading(text, s.Begins)).Select(s => (Section?)s.Section).FirstOrDefault();

    /// <summary>Nothing follows, or a remark in brackets.</summary>
    private static bool IsHeading(string text, string words) => text[words.Length..].TrimStart(' ', ':', '.') is "" or ['(', ..];

    private void ReadTable(ControlListEntry entry, TextTable table)
    {
        var rows = table.Header.Concat(table.Rows).ToList();
        if (_section != Section.Requirements)
        {
            return;
        }

        var before = entry.Controls.Count;
        foreach (var row in rows)
        {
            var control = row.Cells[0].Line;
            // One cell, or nothing in the other: the rule stands in the sentence itself.
            var chart = row.Cells.Skip(1).Select(c => c.Line).FirstOrDefault(t => t.Length > 0) ?? Behind(control);
            var read = EntryControl.Read(control, chart, entry.Entry, $"line {row.Line}, {entry.Entry}");
            entry.Controls.AddRange(read);
            if (read.Count == 0 && control.Length > 0 && !ColumnHeading().IsMatch(control))
            {
                _notices.Add(new Notice($"line {row.Line}, {entry.Entry}", $"found '{TextTable.Short(control)}' in the table of controls, expected 'XX applies to ...'", IsGap: true));
            }
        }

        entry.HasRequirements |= entry.Controls.Count > before;
    }

    private static void ReadSentence(ControlListEntry entry, EcfrText text)
    {
        entry.HasRequirements |= text.Text.StartsWith("Reason", StringComparison.Ordinal);
        entry.Controls.AddRange(EntryControl.Read(text.Text, Behind(text.Text), entry.Entry, $"{text.Place}, {entry.Entry}"));
    }

    /// <summary>What a sentence says after its scope: "CW applies to entire entry. A license is required ..."</summary>
    private static string Behind(string sentence) =>
        EntryColumn().Match(sentence) is { Success: true } column ? column.Value : sentence.IndexOf(". ", StringComparison.Ordinal) is > 0 and var at ? sentence[(at + 2)..] : "";

    private void ReadException(string text)
    {
        if (Label().Match(text) is { Success: true } label)
        {
            _label = label.Groups[1].Value;
            text = label.Groups[2].Value;
        }

        if (_label.Length > 0)
        {
            _exceptions[_label] = $"{_exceptions.GetValueOrDefault(_label)} {text}".Trim();
        }
    }

    private void FinishEntry()
    {
        if (_entries is [.., var entry])
        {
            entry.Lvs = _exceptions.TryGetValue("LVS", out var lvs) ? ExceptionLine.Read(lvs, entry.Entry) : null;
            entry.Gbs = _exceptions.TryGetValue("GBS", out var gbs) ? ExceptionLine.Read(gbs, entry.Entry) : null;
        }

        _exceptions.Clear();
        _label = "";
    }

    [GeneratedRegex(@"^(\d[A-E]\d{3})\b[.\s]*(.*)$", RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^Controls?(\(s\))?|^Country\s+chart", RegexOptions.IgnoreCase)]
    private static partial Regex ColumnHeading();

    [GeneratedRegex(@"\b[A-Z]{2}\s*Column\s*\d.*$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex EntryColumn();

    [GeneratedRegex(@"^([A-Z]{3}(?:\s*/\s*[A-Z]{3})*)\s*:\s*(.*)$", RegexOptions.Singleline)]
    private static partial Regex Label();
}
