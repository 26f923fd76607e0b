using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Parties;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;

namespace ScreeningApi.Suppressions;

/// <summary>Reads what is to be suppressed, or says everything that is wrong with it at once.</summary>
internal sealed class SuppressionReader(ScreeningSnapshot snapshot, DateOnly today, int maxDays)
{
    private const int ShortestPrefix = 2;
    private const int LongestPrefix = 12;

    private readonly FieldReader _fields = new(snapshot.Destinations.Countries, snapshot.Rules.Nomenclature);

    public IReadOnlyList<FieldError> Errors => _fields.Errors;

    /// <summary>What of a suppression does not hang on the entry; null, and at least one error, when it cannot be made.</summary>
    public SuppressionRow? Read(SuppressionRequest request)
    {
        var name = _fields.RequiredText(request.Party?.Name, "/party/name", SuppressionLimits.Name);
        var address = _fields.Text(request.Party?.Address, "/party/address", SuppressionLimits.Address);
        var list = _fields.RequiredText(request.List, "/list", SuppressionLimits.Code);
        var entry = _fields.RequiredText(request.Entry, "/entry", SuppressionLimits.Entry);
        var reason = _fields.RequiredText(request.Reason, "/reason", SuppressionLimits.Reason);
        var country = Code(request.Party?.Country, "/party/country");
        var scope = ReadScope(request.Scope);
        CheckReason(request.ReasonCode);
        CheckDate(request.ExpiresOn);
        return Errors.Count > 0 ? null : new SuppressionRow
        {
            PartyName = name!, PartyKey = PartyKey.Of(name!), Country = country, Address = address, List = list!, EntryId = entry!, Reason = reason!,
            ReasonCode = JsonNamingPolicy.CamelCase.ConvertName(request.ReasonCode!.Value.ToString()), Scope = JsonSerializer.Serialize(scope, JsonFormat.Options), ExpiresOn = request.ExpiresOn!.Value,
        };
    }

    private void CheckReason(SuppressionReason? code)
    {
        if (code is null)
        {
            _fields.Fault("/reasonCode", "missing", $"found nothing, expected one of {string.Join(", ", EnumNameConverter.NamesOf(typeof(SuppressionReason)))}");
        }
    }

    private void CheckDate(DateOnly? date)
    {
        if (date is not { } day || day < today || day > today.AddDays(maxDays))
        {
            _fields.Fault("/expiresOn", date is null ? "missing" : "outOfRange", $"found {(date is null ? "nothing" : $"{date:O}")}, expected {today:O} to {today.AddDays(maxDays):O}");
        }
    }

    private SuppressionScopeContract ReadScope(SuppressionScopeContract? scope) => new()
    {
        Categories = Each(scope?.Categories, "/scope/categories", Category),
        HsPrefixes = Each(scope?.HsPrefixes, "/scope/hsPrefixes", Prefix),
        Destinations = Each(scope?.Destinations, "/scope/destinations", (text, path) => Code(text, path) ?? Missing(path)),
        Consignees = Each(scope?.Consignees, "/scope/consignees", (text, path) => _fields.RequiredText(text, path, SuppressionLimits.Name)),
    };

    /// <summary>A list that is there and empty would say that the scope is nothing, and be read as everything.</summary>
    private List<string>? Each(IReadOnlyList<string>? texts, string pointer, Func<string?, FieldPath, string?> read)
    {
        if (texts is null)
        {
            return null;
        }

        if (texts.Count is 0 or > SuppressionLimits.Scope)
        {
            _fields.Fault(pointer, "outOfRange", $"found {texts.Count} values, expected 1 to {SuppressionLimits.Scope}, or no such member");
        }

        return [.. texts.Take(SuppressionLimits.Scope).Select((text, i) => read(text, new FieldPath(pointer, i))).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private string? Category(string? text, FieldPath path)
    {
        if (text is not null && snapshot.Rules.Categories.Any(c => c.Code == text))
        {
            return text;
        }

        _fields.Fault(path, "unknownCategory", "found no category of the rules in use, expected the code of one");
        return null;
    }

    private string? Prefix(string? text, FieldPath path)
    {
        var digits = text?.Replace(".", "", StringComparison.Ordinal);
        if (digits is { Length: >= ShortestPrefix and <= LongestPrefix } && digits.All(char.IsAsciiDigit))
        {
            return digits;
        }

        _fields.Fault(path, "invalidCode", $"found a text that is no beginning of an HS code, expected {ShortestPrefix} to {LongestPrefix} digits");
        return null;
    }

    private string? Missing(FieldPath path)
    {
        _fields.Fault(path, "missing", "found nothing, expected an ISO 3166-1 code or the name of a country");
        return null;
    }

    /// <summary>A country that nobody knows would never be sent again as the same.</summary>
    private string? Code(string? text, FieldPath path)
    {
        var place = _fields.Country(text, path);
        if (place is { Code: null })
        {
            _fields.Fault(path, "unknownCountry", "found no country that is known, expected an ISO 3166-1 code or the name of a country");
        }

        return place?.Code?.Text;
    }
}
