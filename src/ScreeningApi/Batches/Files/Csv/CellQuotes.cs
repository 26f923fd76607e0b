namespace ScreeningApi.Batches.Files.Csv;

internal enum QuoteFlaw
{
    None,

    /// <summary>A quote after spaces: whether it opens a quoted cell depends on the program, and with it where the cell ends.</summary>
    AfterSpace,

    /// <summary>Text after the closing quote: where the cell was to end is not known.</summary>
    TextBehind,

    NeverClosed,
}

/// <summary>Looks at the quotes of a cell as it stands in the file. One in the middle of an unquoted cell, such as an inch sign, is text.</summary>
internal static class CellQuotes
{
    private const byte Quote = (byte)'"';

    public static QuoteFlaw FlawOf(ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty)
        {
            return QuoteFlaw.None;
        }

        if (raw[0] != Quote)
        {
            return raw[0] is (byte)' ' or (byte)'\t' && raw.TrimStart(" \t"u8).StartsWith(Quote) ? QuoteFlaw.AfterSpace : QuoteFlaw.None;
        }

        for (var rest = raw[1..]; ; rest = rest[2..])
        {
            var next = rest.IndexOf(Quote);
            if (next < 0)
            {
                return QuoteFlaw.NeverClosed;
            }

            rest = rest[next..];
            if (rest.Length == 1)
            {
                return QuoteFlaw.None;
            }

            if (rest[1] != Quote)
            {
                return QuoteFlaw.TextBehind;
            }
        }
    }
}
