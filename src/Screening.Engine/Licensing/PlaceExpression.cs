using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>A condition on a place: <c>country:RU | group:D:5 &amp; !group:A:5</c>; parts are <c>world</c>, <c>eu</c> (member states), <c>country:</c>, <c>group:</c>, <c>embargo:</c> and <c>gea:</c>.</summary>
internal sealed class PlaceExpression
{
    public const string Expected = "world, eu, country:CODE, group:GROUP, embargo:ISSUER:KIND or gea:CODE, joined by & and |, negated by !";

    private const string World = "world", CountryPrefix = "country:", Union = "eu", UnionGroup = "group:EU";
    private static readonly string[] FactPrefixes = ["group:", "embargo:", "gea:"];

    private readonly ImmutableArray<ImmutableArray<Term<string>>> _alternatives;

    private PlaceExpression(ImmutableArray<ImmutableArray<Term<string>>> alternatives) => _alternatives = alternatives;

    /// <summary>Every code of a country that the expression names.</summary>
    public IEnumerable<string> Countries =>
        _alternatives.SelectMany(a => a).Where(t => t.Part.StartsWith(CountryPrefix, StringComparison.Ordinal)).Select(t => t.Part[CountryPrefix.Length..]);

    /// <summary>Every fact on a place that it names: <c>group:D:5</c>.</summary>
    public IEnumerable<string> Facts =>
        _alternatives.SelectMany(a => a).Select(t => t.Part).Where(p => Array.Exists(FactPrefixes, prefix => p.StartsWith(prefix, StringComparison.Ordinal)));

    public static PlaceExpression? Parse(string text, out string wrong) =>
        ExpressionText.Parse(text, ReadPart, out wrong) is { } alternatives ? new PlaceExpression(alternatives) : null;

    public Truth Meet(LicensePlace place)
    {
        var any = Truth.False;
        foreach (var alternative in _alternatives)
        {
            var all = Truth.True;
            foreach (var term in alternative)
            {
                all = Truths.And(all, term.Read(Of(term.Part, place)));
            }

            any = Truths.Or(any, all);
        }

        return any;
    }

    private static Truth Of(string part, LicensePlace place) =>
        ReferenceEquals(part, World) ? Truth.True
        : part.StartsWith(CountryPrefix, StringComparison.Ordinal) ? Truths.Of(part.AsSpan(CountryPrefix.Length).SequenceEqual(place.Code))
        : place.Has(part);

    private static string? ReadPart(string part) =>
        part == World ? World
        : part == Union ? UnionGroup
        : part.StartsWith(CountryPrefix, StringComparison.Ordinal) || Array.Exists(FactPrefixes, p => part.StartsWith(p, StringComparison.Ordinal)) ? string.Intern(part)
        : null;
}
