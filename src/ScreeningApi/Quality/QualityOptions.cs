using System.ComponentModel.DataAnnotations;

namespace ScreeningApi.Quality;

/// <summary>Configuration section <c>Quality</c>: how much worse a new version may be than the published one.</summary>
internal sealed class QualityOptions
{
    public const string Section = "Quality";

    /// <summary>Share of all rows with a category that may be lost.</summary>
    [Range(0d, 1d)]
    public double RecallLoss { get; set; }

    /// <summary>Share of the rows of one category that may be lost: of about two hundred, four.</summary>
    [Range(0d, 1d)]
    public double CategoryRecallLoss { get; set; } = 0.02;

    /// <summary>Share of the look-alikes that may be falsely found in addition.</summary>
    [Range(0d, 1d)]
    public double FalsePositiveRise { get; set; } = 0.005;

    /// <summary>Publish all the same, and say so in the note of the version.</summary>
    public bool Force { get; set; }

    /// <summary>Throws <see cref="InvalidOperationException"/> when a value is out of its range.</summary>
    public static QualityOptions Of(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<QualityOptions>() ?? new QualityOptions();
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? options
            : throw new InvalidOperationException($"{Section}: {string.Join(" ", faults.Select(f => f.ErrorMessage))}");
    }
}
