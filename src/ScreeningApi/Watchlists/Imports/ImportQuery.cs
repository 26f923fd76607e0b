using ScreeningApi.Hosting;
using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Watchlists.Imports;

/// <summary>What is said beside a list that is sent.</summary>
internal sealed record ImportQuery(string? Format, string? Sha256)
{
    public const string FormatName = "format";
    public const string HashName = "sha256";

    private const int HashLength = 64;

    public IResult? Refuse(HttpContext context, WatchlistTerms terms) =>
        QueryNames.RefuseUnknown(context, FormatName, HashName)
        ?? (Format is not null && !WatchlistFormats.Names.Contains(Format)
            ? PageQuery.Refuse(context, FormatName, "unknownValue", $"found '{PageQuery.Shown(Format)}', expected one of {string.Join(", ", WatchlistFormats.Names)}") : null)
        ?? (terms.Key.IsOwn && Format is not null && Format != terms.Format
            ? PageQuery.Refuse(context, FormatName, "unknownValue", $"found '{PageQuery.Shown(Format)}', expected {terms.Format}, which is the format of a list of one's own") : null)
        ?? (Sha256 is not null && !(Sha256.Length == HashLength && Sha256.All(char.IsAsciiHexDigit))
            ? PageQuery.Refuse(context, HashName, "invalidValue", $"found '{PageQuery.Shown(Sha256)}', expected {HashLength} hexadecimal digits") : null);
}
