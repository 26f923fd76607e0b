using System.Security.Cryptography;
using System.Text;

namespace ScreeningApi.Watchlists.Formats.Entries;

/// <summary>Ids of entries to which the publisher gives none: made of what names them, so that they are the same in the next version of the list.</summary>
internal static class EntryDigest
{
    private const int Bytes = 12;

    public static string Of(params ReadOnlySpan<string?> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', parts!)))[..Bytes]);
}
