using Screening.Engine.Destinations;

namespace Screening.Engine.Scoring;

/// <summary>A condition on a place: <c>embargo:comprehensive</c>, <c>group:D:5</c>, <c>country:RU</c>, <c>reason:transshipment</c>, <c>tier:0</c>.</summary>
internal sealed record PlaceCondition(PlaceTest Test, string Argument)
{
    public const string Expected = "embargo:KIND, group:GROUP, country:CODE, reason:CODE or tier:N";

    public static PlaceCondition? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1 && Enum.TryParse<PlaceTest>(text[..colon], ignoreCase: true, out var test)
            ? new PlaceCondition(test, text[(colon + 1)..])
            : null;
    }

    /// <summary>The fact that meets the condition; null when none does.</summary>
    public PlaceFact? Meet(DatedPlace place) => Test switch
    {
        PlaceTest.Embargo => Embargo(place),
        PlaceTest.Group => place.Groups.FirstOrDefault(g => g.Group == Argument) is { } group ? new(group.Citation, group.Verified, group.Group) : null,
        PlaceTest.Country => place.Code == Argument ? new("", "yes", place.Name) : null,
        PlaceTest.Reason => place.Reasons.FirstOrDefault(r => r.Reason == Argument) is { } reason ? new(reason.Citation, reason.Verified, reason.Text) : null,
        _ => place.Risk is { } risk && risk.Tier.ToString(System.Globalization.CultureInfo.InvariantCulture) == Argument ? new(risk.Citation, risk.Verified, "") : null,
    };

    /// <summary>Of several embargoes the best verified speaks: an unverified one must not hide it.</summary>
    private PlaceFact? Embargo(DatedPlace place) =>
        place.Embargoes.Where(e => e.Kind == Argument).OrderBy(e => e.Verified == Verification.No).FirstOrDefault() is { } embargo
            ? new(embargo.Citation, embargo.Verified, $"{embargo.Issuer}: {embargo.Note}")
            : null;
}

/// <summary>What a place condition looks at.</summary>
internal enum PlaceTest
{
    Embargo,
    Group,
    Country,
    Reason,
    Tier,
}

/// <summary>The row that met a condition.</summary>
internal sealed record PlaceFact(string Citation, string Verified, string Text);

/// <summary>How far a row was checked. A row marked <c>no</c> never settles anything by itself.</summary>
internal static class Verification
{
    public const string No = "no";
}
