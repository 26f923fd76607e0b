using System.Collections.Immutable;

namespace Screening.Engine.Rules;

/// <summary>A manufacturer.</summary>
/// <param name="Maker">Its id, <c>texas-instruments</c>.</param>
/// <param name="Names">As invoices spell it; a leading <c>?</c> marks a name that is also a word or an abbreviation: it counts only beside a model of the maker.</param>
/// <param name="Categories">What the name alone says of the goods; none for a maker of all sorts of things.</param>
public sealed record MakerRow(
    string Maker, ImmutableArray<string> Names, ImmutableArray<MakerCategory> Categories, string Note, string Citation, string Verified, Validity Validity);

/// <summary>What a maker's name alone says of the goods.</summary>
/// <param name="Strength">In (0, 1].</param>
public sealed record MakerCategory(string Category, double Strength);

/// <summary>A family of products: models by name, or part numbers by shape (see <see cref="ModelPattern"/>).</summary>
/// <param name="Maker">Id of the maker; empty when many make them.</param>
/// <param name="Strength">Where the maker is named too, in (0, 1].</param>
/// <param name="Alone">Where it is not, in [0, 1]; 0 when the shape says nothing by itself.</param>
public sealed record FamilyRow(
    string Maker, string Family, string Category, ImmutableArray<string> Models, double Strength, double Alone, string Note, string Citation, string Verified, Validity Validity);
