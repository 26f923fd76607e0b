using System.ComponentModel.DataAnnotations;

namespace ScreeningApi.Retention;

/// <summary>Configuration section <c>Retention</c>.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Nothing is ever removed unless somebody asks for it.</summary>
    public bool Enabled { get; set; }

    /// <summary>A month is removed when all of it is older. docs/operations.md says where the default comes from.</summary>
    [Range(1, 100)]
    public int Years { get; set; } = 10;

    /// <summary>Pause between two looks for what has expired.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "31.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Every { get; set; } = TimeSpan.FromDays(1);
}
