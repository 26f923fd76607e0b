using System.ComponentModel.DataAnnotations;

namespace ScreeningApi.AccessKeys;

/// <summary>Configuration section <c>Auth</c>.</summary>
internal sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Outside Development, where others can reach the service, a key must not be guessed quickly.</summary>
    public const int MinKeyLength = 8;

    public static readonly string TooShort = $"Auth__BootstrapKey has fewer than {MinKeyLength} characters: choose a longer one.";

    /// <summary>The first administrator's key. Without it, keys must be in the database already.</summary>
    [MaxLength(200)]
    public string? BootstrapKey { get; set; }

    public bool IsSafeEnough(IHostEnvironment environment) => environment.IsDevelopment() || string.IsNullOrEmpty(BootstrapKey) || BootstrapKey.Length >= MinKeyLength;
}
