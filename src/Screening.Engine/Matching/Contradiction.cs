using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>The words name goods of a category, and the declared code holds goods so different that both cannot be right.</summary>
/// <param name="Category">The surest category that the words name.</param>
/// <param name="Word">The piece of text that names it.</param>
/// <param name="Row">What the code holds.</param>
internal sealed record Contradiction(CategoryMatch Category, Evidence Word, HsExpectationRow Row);

/// <summary>The code names a category, and the words that would name it too are all used in another sense.</summary>
internal sealed record Denial(CategoryMatch Category, Evidence Word);
