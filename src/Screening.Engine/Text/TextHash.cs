namespace Screening.Engine.Text;

/// <summary>FNV-1a over UTF-16 units: one multiplication a character, and it can go on where an earlier hash ended.</summary>
internal static class TextHash
{
    public const ulong Empty = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Append(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }
}
