using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Index;

/// <summary>Weights of a listed name's words: of those that few names have, and of all others.</summary>
internal readonly record struct NameWeights(float Telling, float Common, bool LooksLikePerson)
{
    public static NameWeights Of(PartyName name) => new((float)name.TellingWeight, (float)(name.Weight - name.TellingWeight), name.LooksLikePerson);
}

/// <summary>
/// What a name can share with the query at most, weighed as the scorer weighs: words in common as far as they may be, common words as if
/// they all agreed, and nothing of what else lowers a score.
/// </summary>
internal readonly struct ShareBound(PartyName query, float least, NameSettings settings)
{
    /// <summary>Words of a list weigh more than those of the query that they are near to, but seldom by more.</summary>
    private const float Heavier = 1.25f;

    private readonly NameWeights _query = NameWeights.Of(query);
    private readonly (float Extra, float Contradiction) _person = ((float)settings.Extra.Person, (float)settings.Contradiction.Person);
    private readonly (float Extra, float Contradiction) _company = ((float)settings.Extra.Company, (float)settings.Contradiction.Company);

    /// <summary>Whether a name may share enough that has none of the query's telling words but some of this weight.</summary>
    public bool MayReach(float weight)
    {
        var common = (weight * Heavier) + _query.Common;
        var against = Math.Min(_person.Extra, _company.Extra) * Math.Max(0, _query.Telling - weight);
        return common * (1 - least) >= against * least;
    }

    /// <param name="ofQuery">Weight of the query's telling words that the name may have.</param>
    /// <param name="ofName">Weight of the name's that the query may have.</param>
    public bool TryReach(float ofQuery, float ofName, in NameWeights name, out float estimate)
    {
        (ofQuery, ofName) = (Math.Min(ofQuery, _query.Telling), Math.Min(ofName, name.Telling));
        var both = Math.Min(_query.Common, name.Common);
        var (onlyQuery, onlyName) = (_query.Telling + _query.Common - ofQuery - both, name.Telling + name.Common - ofName - both);
        var common = ((ofQuery + ofName) / 2) + both;
        var (extra, contradiction) = _query.LooksLikePerson || name.LooksLikePerson ? _person : _company;
        var against = (extra * Math.Abs(onlyQuery - onlyName)) + (contradiction * Math.Min(onlyQuery, onlyName));
        estimate = common / (common + against);
        return estimate >= least;
    }
}
