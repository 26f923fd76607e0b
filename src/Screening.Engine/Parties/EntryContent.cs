using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Screening.Engine.Parties;

/// <summary>
/// A digest over everything that an entry says. What was decided about an entry was decided about this content: when its publisher changes
/// a word of it, somebody looks again. The order in which names and addresses stand says nothing.
/// </summary>
public static class EntryContent
{
    /// <summary>SHA-256, 64 small hexadecimal digits.</summary>
    public static string DigestOf(WatchlistEntry entry)
    {
        var text = new StringBuilder(512);
        Add(text, entry.Id, entry.Section, entry.Kind.ToString(), entry.LicenseRequirement, entry.LicensePolicy, entry.Remarks, entry.Url, entry.Notice, Day(entry.ListedOn), Day(entry.ExpiresOn));
        AddAll(text, entry.Names, n => [n.Text, n.Kind.ToString()]);
        AddAll(text, entry.Addresses, a => [a.Text, a.Country]);
        AddAll(text, entry.Nationalities, n => [n]);
        AddAll(text, entry.Identifiers, i => [i.Kind, i.Value, i.Country]);
        AddAll(text, entry.BirthDates, d => [d]);
        AddAll(text, entry.Programs, p => [p]);
        AddAll(text, entry.Owners, o => [o.Name, o.EntryId, o.Share?.ToString("R", CultureInfo.InvariantCulture)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static void AddAll<T>(StringBuilder text, ImmutableArray<T> items, Func<T, string?[]> fields)
    {
        Add(text, items.Length.ToString(CultureInfo.InvariantCulture));
        foreach (var item in items.Select(i => Joined(fields(i))).Order(StringComparer.Ordinal))
        {
            text.Append(item);
        }
    }

    private static string Joined(string?[] fields)
    {
        var text = new StringBuilder();
        Add(text, fields);
        return text.ToString();
    }

    /// <summary>Each with its length before it, so that no two contents make one text.</summary>
    private static void Add(StringBuilder text, params ReadOnlySpan<string?> fields)
    {
        foreach (var field in fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"{field?.Length ?? -1}:").Append(field);
        }
    }
}
