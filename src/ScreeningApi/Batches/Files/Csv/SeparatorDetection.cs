namespace ScreeningApi.Batches.Files.Csv;

/// <summary>
/// Finds what separates the cells: it stands in the header, and as often in the rows. Each candidate is counted as if it were the one,
/// since what is a quoted cell depends on it. At most a few passes over the first 64 KiB.
/// </summary>
internal static class SeparatorDetection
{
    private const int LookedAt = 1 << 16;
    private const int MaxRows = 64;

    private static ReadOnlySpan<byte> Candidates => ",;\t|"u8;

    /// <returns>A comma when none stands in the header: then there is one column. Hinted: the first line is a <c>sep=;</c>, as spreadsheets write it.</returns>
    public static (char Separator, bool IsHinted) Find(ReadOnlySpan<byte> start)
    {
        start = start[..Math.Min(start.Length, LookedAt)];
        if (Hinted(start) is { } hinted)
        {
            return (hinted, true);
        }

        var (best, bestScore) = ((byte)',', 0);
        foreach (var candidate in Candidates)
        {
            var score = Score(start, candidate);
            if (score > bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return ((char)best, false);
    }

    private static char? Hinted(ReadOnlySpan<byte> start)
    {
        start = start[Encodings.EncodingDetection.MarkLength(start)..];
        return start.Length >= 5 && System.Text.Ascii.EqualsIgnoreCase(start[..4], "sep="u8) && Candidates.Contains(start[4])
            && (start.Length == 5 || start[5] is (byte)'\r' or (byte)'\n') ? (char)start[4] : null;
    }

    /// <summary>Cells that the header and the rows of the same width have in common.</summary>
    private static int Score(ReadOnlySpan<byte> text, byte separator)
    {
        var (header, same, rows, count, isBlank) = (-1, 0, 0, 0, true);
        for (var at = 0; at < text.Length && rows < MaxRows;)
        {
            var cell = CellLength(text[at..], separator);
            at += cell;
            isBlank &= cell == 0;
            var next = at < text.Length ? text[at] : (byte)'\n';
            at++;
            if (next == separator)
            {
                (count, isBlank) = (count + 1, false);
                continue;
            }

            if (!isBlank)
            {
                header = header < 0 ? count : header;
                same += count == header ? 1 : 0;
                rows++;
            }

            (count, isBlank) = (0, true);
        }

        return Math.Max(header, 0) * same;
    }

    /// <summary>To the separator or the end of the line; within quotes both are text.</summary>
    private static int CellLength(ReadOnlySpan<byte> text, byte separator)
    {
        var quoted = 0;
        if (text.Length > 0 && text[0] == '"')
        {
            for (quoted = 1; quoted < text.Length; quoted++)
            {
                if (text[quoted] == '"' && (++quoted >= text.Length || text[quoted] != '"'))
                {
                    break;
                }
            }
        }

        var rest = text[Math.Min(quoted, text.Length)..].IndexOfAny(separator, (byte)'\r', (byte)'\n');
        return rest < 0 ? text.Length : Math.Min(quoted, text.Length) + rest;
    }
}
