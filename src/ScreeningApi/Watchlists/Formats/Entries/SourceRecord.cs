using System.Collections.Frozen;
using System.Globalization;

namespace ScreeningApi.Watchlists.Formats.Entries;

/// <summary>A record of a file, of whatever form. A value in it that cannot be what its field says is a fault of the file: columns were swapped, or the form has changed.</summary>
internal abstract class SourceRecord
{
    /// <summary>Says where in the file the field is.</summary>
    public abstract WatchlistFormatException Fault(string field, string found, string expected);

    public string Required(string field, string? text) => text ?? throw Fault(field, "nothing", "a value in every record");

    /// <param name="formats">The forms in which the publisher writes days.</param>
    public DateOnly? Day(string field, string? text, params ReadOnlySpan<string> formats)
    {
        foreach (var format in formats)
        {
            if (DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day))
            {
                return day;
            }
        }

        return text is null ? null : throw Fault(field, $"a text of {text.Length} characters that is no day", $"a day as {string.Join(" or ", formats.ToArray())}");
    }

    public DateTimeOffset? Moment(string field, string? text) =>
        text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
        : throw Fault(field, $"a text of {text.Length} characters that is no time", "a time as 2026-01-31T12:00:00Z");

    public int? Count(string field, string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : throw Fault(field, $"a text of {text.Length} characters that is no count", "a whole number");

    /// <summary>One of the publisher's words.</summary>
    public T Word<T>(string field, string? text, FrozenDictionary<string, T> words) =>
        words.TryGetValue(text ?? "", out var value) ? value : throw Fault(field, text is null ? "nothing" : $"a text of {text.Length} characters", $"one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal).Select(w => w.Length == 0 ? "nothing" : w))}");
}
