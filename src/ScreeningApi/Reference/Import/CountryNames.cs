using Screening.Engine.Destinations;

namespace ScreeningApi.Reference.Import;

/// <summary>Finds the code for a country as a regulation names it: its name there first, then every name that the tables know.</summary>
internal sealed class CountryNames
{
    private readonly Dictionary<string, string> _official = new(StringComparer.OrdinalIgnoreCase);
    private readonly CountryDirectory _directory;

    public CountryNames(ReferenceData data)
    {
        _directory = DestinationRiskTable.Compile(SnapshotCompiler.DocumentOf(data.Destinations), out var findings)?.Countries ?? throw new ReferenceDataException(findings);
        foreach (var country in data.Destinations.Countries)
        {
            _official.TryAdd(country.Name, country.Code);
        }

        foreach (var country in data.Destinations.Countries.Where(c => c.EarName.Length > 0))
        {
            _official[country.EarName] = country.Code;
        }
    }

    /// <summary>Null for a name that nobody knows: it is given as an alias in the table of countries.</summary>
    public string? CodeOf(string name) =>
        _official.TryGetValue(name, out var code) ? code : _directory.Resolve(name).Code?.ToString() ?? _directory.Resolve(Turned(name)).Code?.ToString();

    /// <summary><c>Korea, North</c> and <c>Congo (Republic of)</c>, as one would say them.</summary>
    private static string Turned(string name)
    {
        var at = name.IndexOfAny([',', '(']);
        return at <= 0 ? name : $"{name[(at + 1)..].TrimEnd(')', ' ').Trim()} {name[..at].Trim()}";
    }
}
