using System.ComponentModel.DataAnnotations;

namespace ScreeningApi.AccessKeys;

/// <summary>Configuration section <c>Auth</c>.</summary>
internal sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>The first administrator's key: at least 16 characters. Without it, keys must be in the database already.</summary>
    [MinLength(16, ErrorMessage = "Auth__BootstrapKey has fewer than 16 characters: choose a longer one.")]
    public string? BootstrapKey { get; set; }
}
