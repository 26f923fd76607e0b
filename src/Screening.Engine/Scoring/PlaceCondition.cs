using System.Collections.Immutable;
using Screening.Engine.Destinations;

namespace Screening.Engine.Scoring;

/// <summary>A condition on a place: <c>embargo:comprehensive</c>, <c>group:D:5</c>, <c>country:RU</c>, <c>reason:transshipment</c>, <c>tier:0</c>.</summary>
internal sealed record PlaceCondition(PlaceTest Test, string Argument)
{
    public const string Expected = "embargo:KIND, group:GROUP, country:CODE, reason:CODE, tier:N or unknown:place";

    public static PlaceCondition? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1 && Names.TryRead<PlaceTest>(text[..colon], out var test)
            ? new PlaceCondition(test, text[(colon + 1)..])
            : null;
    }

    private static readonly PlaceFact Nowhere = new("", "yes", "");

    /// <summary>The fact that meets the condition; null when none does.</summary>
    /// <param name="place">Null when nobody knows the place.</param>
    public PlaceFact? Meet(DatedPlace? place) => place is null ? (Test == PlaceTest.Unknown ? Nowhere : null) : Test switch
    {
        PlaceTest.Unknown => null,
        PlaceTest.Embargo => Embargo(place),
        PlaceTest.Group => Group(place),
        PlaceTest.Country => place.Code == Argument ? new("", "yes", place.Name) : null,
        PlaceTest.Reason => Reason(place),
        _ => place.Risk is { } risk && Argument.Length == 1 && risk.Tier == Argument[0] - '0' ? new(risk.Citation, risk.Verified, "") : null,
    };

    private PlaceFact? Group(DatedPlace place)
    {
        foreach (var group in place.Groups)
        {
            if (group.Group == Argument)
            {
                return new(group.Citation, group.Verified, group.Group);
            }
        }

        return null;
    }

    private PlaceFact? Reason(DatedPlace place)
    {
        foreach (var reason in place.Reasons)
        {
            if (reason.Reason == Argument)
            {
                return new(reason.Citation, reason.Verified, reason.Text);
            }
        }

        return null;
    }

    /// <summary>Of several embargoes the best verified speaks: an unverified one must not hide it.</summary>
    private PlaceFact? Embargo(DatedPlace place) =>
        FirstVerified(place.Embargoes) is { } embargo ? new(embargo.Citation, embargo.Verified, $"{embargo.Issuer}: {embargo.Note}") : null;

    private EmbargoRow? FirstVerified(ImmutableArray<EmbargoRow> embargoes)
    {
        EmbargoRow? best = null;
        foreach (var embargo in embargoes)
        {
            best = embargo.Kind == Argument && (best is null || Verification.Rank(embargo.Verified) > Verification.Rank(best.Verified)) ? embargo : best;
        }

        return best;
    }
}

/// <summary>What a place condition looks at.</summary>
internal enum PlaceTest
{
    Embargo,
    Group,
    Country,
    Reason,
    Tier,

    /// <summary>Nobody knows the place.</summary>
    Unknown,
}

/// <summary>The row that met a condition.</summary>
internal sealed record PlaceFact(string Citation, string Verified, string Text);

/// <summary>How far a row was checked. A row marked <c>no</c> never settles anything by itself.</summary>
internal static class Verification
{
    public const string No = "no";

    /// <summary>Higher is better checked.</summary>
    public static int Rank(string verified) => verified switch { "yes" => 2, "single" => 1, _ => 0 };
}
