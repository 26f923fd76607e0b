namespace ScreeningApi.Watchlists.Downloads;

/// <summary>A file that is to be had, and from where at most.</summary>
/// <param name="Hosts">Hosts that the address and all it leads on to may name; null for any.</param>
internal sealed record DownloadRequest(Uri Url, string? Etag, string? LastModified, IReadOnlyCollection<string>? Hosts)
{
    /// <summary>Only what nobody on the way can change; on this machine itself, for mirrors and tests, plainly as well, but never by way of another.</summary>
    public bool Allows(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && (!address.IsLoopback || Url.IsLoopback)
        && address.UserInfo.Length == 0
        && (Hosts is null || Hosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase));
}

/// <summary>What came.</summary>
/// <param name="IsUnchanged">The publisher says that what it has is what was asked about.</param>
/// <param name="FileName">The last part of the address.</param>
internal sealed record DownloadedFile(bool IsUnchanged, string? Etag, string? LastModified, string FileName);
