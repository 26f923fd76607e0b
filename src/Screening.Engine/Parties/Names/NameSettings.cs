using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Rules;

namespace Screening.Engine.Parties.Names;

/// <summary>The weights of the comparison of names: all of them data, none with a value in code.</summary>
internal sealed class NameSettings
{
    private readonly Dictionary<string, double> _values;

    private NameSettings(Dictionary<string, double> values)
    {
        _values = values;
        Extra = new(this["extra.person"], this["extra.company"]);
        Contradiction = new(this["contradiction.person"], this["contradiction.company"]);
        Gravest = new(this["gravest.person"], this["gravest.company"]);
        (Cutoff, Threshold, Confirmed) = (this["cutoff"], this["threshold"], this["confirmed"]);
        (LeastSimilarity, SoundAlike, Joined, InitialFits, Abbreviated, Acronym) =
            (this["similarity.least"], this["similarity.soundAlike"], this["similarity.joined"], this["similarity.initial"], this["similarity.abbreviated"], this["similarity.acronym"]);
        (SameWord, SamePlaceOrTrade) = (this["similarity.sameName"], this["similarity.sameWord"]);
        (PlainWeight, InitialWeight, NumberWeight, ShortWeight) = (this["weight.plain"], this["weight.initial"], this["weight.number"], this["weight.short"]);
        (OtherNumber, OtherOrder, NotTheSame) = (this["factor.otherNumber"], this["factor.otherOrder"], this["factor.notTheSame"]);
        (Middle, Steepness) = (this["calibration.middle"], this["calibration.steepness"]);
        Loose = this["similarity.letterGroups"];
        (HanUnlike, NoVowels, JoinedUnlike) = (this["similarity.hanUnlike"], this["similarity.noVowels"], this["similarity.joinedUnlike"]);
        (LegalPartWeight, OneWord, OneWordUnlike) = (this["weight.legalPart"], this["factor.oneWord"], this["factor.oneWordUnlike"]);
        (FirstLetter, WholeUnlike, WholeTogether) = (this["similarity.firstLetter"], this["similarity.wholeUnlike"], this["similarity.wholeTogether"]);
        Sharpness = this["similarity.sharpness"];
        (SupportCountry, SupportAddress, SupportBirthDate, SupportIdentifier) = (this["support.country"], this["support.address"], this["support.birthDate"], this["support.identifier"]);
        (WeakAlias, OwnershipThreshold) = (this["factor.weakAlias"], this["ownership.threshold"]);
        (CandidateMargin, CandidateMarginAlone) = (this["candidates.margin"], this["candidates.marginAlone"]);
    }

    /// <summary>What each key means stands beside its value in the data.</summary>
    public static ImmutableArray<string> Keys { get; } =
    [
        "threshold", "cutoff", "confirmed", "extra.person", "extra.company", "contradiction.person", "contradiction.company", "gravest.person", "gravest.company",
        "similarity.least", "similarity.soundAlike", "similarity.joined", "similarity.letterGroups", "similarity.hanUnlike", "similarity.noVowels", "similarity.joinedUnlike", "similarity.initial", "similarity.abbreviated", "similarity.acronym",
        "similarity.sameName", "similarity.sameWord", "similarity.firstLetter", "similarity.sharpness", "similarity.wholeUnlike", "similarity.wholeTogether", "weight.plain", "weight.initial", "weight.number", "weight.short", "weight.legalPart", "factor.oneWord", "factor.oneWordUnlike",
        "factor.otherNumber", "factor.otherOrder", "factor.notTheSame", "calibration.middle", "calibration.steepness",
        "support.country", "support.address", "support.birthDate", "support.identifier", "factor.weakAlias", "candidates.margin", "candidates.marginAlone", "ownership.threshold",
    ];

    public double Threshold { get; }
    public double Cutoff { get; }
    public double Confirmed { get; }
    public ForKind Extra { get; }
    public ForKind Contradiction { get; }
    public ForKind Gravest { get; }
    public double LeastSimilarity { get; }
    public double Sharpness { get; }
    public double FirstLetter { get; }
    public double LegalPartWeight { get; }
    public double OneWord { get; }
    public double OneWordUnlike { get; }
    public double Loose { get; }
    public double HanUnlike { get; }
    public double NoVowels { get; }
    public double JoinedUnlike { get; }
    public double WholeUnlike { get; }
    public double WholeTogether { get; }
    public double SoundAlike { get; }
    public double Joined { get; }
    public double InitialFits { get; }
    public double Abbreviated { get; }
    public double Acronym { get; }
    public double SameWord { get; }
    public double SamePlaceOrTrade { get; }
    public double PlainWeight { get; }
    public double InitialWeight { get; }
    public double NumberWeight { get; }
    public double ShortWeight { get; }
    public double OtherNumber { get; }
    public double OtherOrder { get; }
    public double NotTheSame { get; }
    public double Middle { get; }
    public double Steepness { get; }
    public double SupportCountry { get; }
    public double SupportAddress { get; }
    public double SupportBirthDate { get; }
    public double SupportIdentifier { get; }
    public double WeakAlias { get; }
    public double CandidateMargin { get; }
    public double CandidateMarginAlone { get; }
    public double OwnershipThreshold { get; }

    private double this[string key] => _values[key];

    /// <summary>Null, and a diagnostic for each fault, when a key is missing, unknown or out of range.</summary>
    public static NameSettings? Compile(ImmutableArray<NameSettingRow> rows, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        var before = found.Count;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var isKnown = Keys.Contains(row.Key);
            values[row.Key] = row.Value;
            if (!isKnown)
            {
                found.Add(new($"name setting {row.Key}", $"found no setting of this name, expected one of {string.Join(", ", Keys)}"));
            }

            if (!(row.Value >= 0 && row.Value <= MostOf(row.Key)))
            {
                found.Add(new($"name setting {row.Key}", string.Create(CultureInfo.InvariantCulture, $"found {row.Value}, expected 0 to {MostOf(row.Key)}")));
            }
        }

        foreach (var key in Keys.Where(k => !values.ContainsKey(k)))
        {
            found.Add(new($"name setting {key}", "found none, expected one"));
        }

        return found.Count == before ? new NameSettings(values) : null;
    }

    /// <summary>Shares are 1 at most; what multiplies or bends may be more. All words being alike would leave nothing to divide by.</summary>
    private static double MostOf(string key) => key switch
    {
        "similarity.least" => 0.95,
        "similarity.sharpness" or "similarity.hanUnlike" or "similarity.joinedUnlike" or "similarity.wholeUnlike" or "similarity.wholeTogether" or "calibration.steepness" => 100,
        _ when key.StartsWith("extra.", StringComparison.Ordinal) || key.StartsWith("contradiction.", StringComparison.Ordinal) => 100,
        _ => 1,
    };

    /// <summary>A weight that differs between names of people and all others.</summary>
    public readonly record struct ForKind(double Person, double Company)
    {
        public double For(bool isPerson) => isPerson ? Person : Company;
    }
}
