using System.Security.Cryptography;
using System.Text;

namespace ScreeningApi.AccessKeys;

/// <summary>What a key allows.</summary>
internal static class Scopes
{
    public const string Screen = "screen";
    public const string Review = "review";
    public const string Rules = "rules";
    public const string Admin = "admin";

    public static readonly string[] All = [Screen, Review, Rules, Admin];
}

/// <summary>A key as the service knows it: never its text.</summary>
internal sealed record AccessKey(string TenantId, Guid Id, string Name, string[] Scopes)
{
    private const int SecretBytes = 32;

    /// <summary>A new key's text: shown once, never stored. The prefix lets secret scanners find it.</summary>
    public static string NewText() => "scr_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>What is stored instead. Keys are long and random, so one round of SHA-256 cannot be guessed back.</summary>
    public static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
