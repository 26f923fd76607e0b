using System.Globalization;
using Screening.Engine;
using Screening.Engine.Destinations;
using Screening.Engine.Items;
using Screening.Engine.Rules;
using ScreeningApi.Hosting;

namespace ScreeningApi.Intake;

/// <summary>Checks single fields and collects what is wrong with them: where, what was found, what was expected.</summary>
internal sealed class FieldReader(CountryDirectory countries, HsNomenclature nomenclature)
{
    /// <summary>Enough to mend a request; a body of a thousand faulty lines must not answer with ten thousand errors.</summary>
    private const int MaxErrors = 100;

    private List<FieldError>? _errors;

    /// <summary>With the places, codes and circumstances of these rules.</summary>
    public static FieldReader Of(ScreeningSnapshot snapshot) =>
        new(snapshot.Destinations.Countries, snapshot.Rules.Nomenclature) { Circumstances = snapshot.Licenses.Circumstances };

    /// <summary>What can be declared about a transaction.</summary>
    public IReadOnlySet<string> Circumstances { get; init; } = System.Collections.Frozen.FrozenSet<string>.Empty;

    public IReadOnlyList<FieldError> Errors => _errors ?? [];

    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public FieldError? FirstError => _errors is [var first, ..] ? first : null;

    /// <summary>Forgets what was wrong, for the next line.</summary>
    public void Clear() => _errors?.Clear();

    public void Fault(in FieldPath path, string code, string detail)
    {
        _errors ??= [];
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new FieldError { Pointer = path.ToString(), Code = code, Detail = detail });
        }
    }

    /// <summary>The text, or null when there is nothing but white space.</summary>
    public string? Text(string? text, in FieldPath path, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text.Length > maxLength)
        {
            Fault(path, "tooLong", $"found {text.Length} characters, expected at most {maxLength}");
        }
        else if (text.Contains('\0', StringComparison.Ordinal))
        {
            Fault(path, "invalidText", "found a NUL character, expected text");
        }

        return text;
    }

    public string? RequiredText(string? text, in FieldPath path, int maxLength)
    {
        if (Text(text, path, maxLength) is { } found)
        {
            return found;
        }

        Fault(path, "missing", text is null ? "found nothing, expected text" : "found only white space, expected text");
        return null;
    }

    /// <summary>
    /// A place. A name that nobody knows is a place all the same, and becomes a finding; a code that ISO has not given out, or a text
    /// without a letter, is an error.
    /// </summary>
    public Place? Country(string? text, in FieldPath path)
    {
        if (Text(text, path, Limits.Country) is not { } found)
        {
            return null;
        }

        var place = countries.Resolve(found);
        if (place.Code is null && !CouldBeName(found))
        {
            Fault(path, "unknownCountry", $"found '{Shown(found)}', expected an ISO 3166-1 code such as AE or ARE, a region such as UA-43, or the name of a country");
        }

        return place;
    }

    public string? Circumstance(string? text, in FieldPath path)
    {
        if (text is not null && Circumstances.Contains(text))
        {
            return text;
        }

        Fault(path, "unknownCircumstance", $"found {(text is null ? "null" : $"'{Shown(text)}'")}, expected one that GET /v1/circumstances lists, such as temporaryExport");
        return null;
    }

    public HsCode? HsCode(string? text, in FieldPath path)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (nomenclature.TryRead(text, out var code, out var reason))
        {
            return code;
        }

        Fault(path, "invalidHsCode", reason);
        return null;
    }

    public Eccn? Eccn(string? text, in FieldPath path)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (Screening.Engine.Items.Eccn.TryParse(text, out var code, out var reason))
        {
            return code;
        }

        Fault(path, "invalidEccn", reason);
        return null;
    }

    public decimal? Amount(decimal? amount, in FieldPath path)
    {
        if (amount is < 0 or > (decimal)Limits.Amount)
        {
            Fault(path, "outOfRange", string.Create(CultureInfo.InvariantCulture, $"found {amount}, expected 0 to {Limits.Amount:0}"));
        }

        return amount;
    }

    public string? Currency(string? text, in FieldPath path)
    {
        if (text is not null && (text.Length != 3 || text.AsSpan().ContainsAnyExceptInRange('A', 'Z')))
        {
            Fault(path, "invalidCurrency", $"found '{Shown(text)}', expected an ISO 4217 code of three capital letters such as EUR");
        }

        return text;
    }

    public void Count(int count, in FieldPath path, int max)
    {
        if (count > max)
        {
            Fault(path, "tooMany", $"found {count}, expected at most {max}");
        }
    }

    private static bool CouldBeName(string text)
    {
        var letters = text.Count(char.IsLetter);
        var isCode = text.Trim() is { Length: <= 3 } code && code.All(char.IsAscii);
        return letters > 0 && !isCode;
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
