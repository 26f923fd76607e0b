using Screening.Engine.Rules;
using Screening.Engine.Text;

namespace Screening.Engine.Matching;

/// <summary>Turns phrases found in a text into makers that are named there.</summary>
internal static class MakerFinder
{
    /// <summary>Shorter names with a typing error are other names.</summary>
    private const int ShortestMistyped = 8;

    public static bool TryRead(PhraseHit hit, in PhraseUse use, NormalizedText text, (CompiledRuleSet Rules, DateOnly Date) at, out MakerHit maker)
    {
        maker = new MakerHit(use.Maker, hit.First, hit.Last, use.IsAmbiguousMaker, hit.Spelling);
        return at.Rules.Catalogue.Makers[use.Maker].Row.Validity.Holds(at.Date) && IsName(hit, use, text);
    }

    /// <summary>A name has no endings and keeps its order: "нитей" is not Нития.</summary>
    private static bool IsName(PhraseHit hit, in PhraseUse use, NormalizedText text) => hit.Spelling switch
    {
        Spelling.AsWritten => text.WordsHash(hit.First, hit.Last) == use.Words,
        Spelling.LookAlike or Spelling.SpacedOut or Spelling.DigitForLetter => true,
        Spelling.OneError => hit.First == hit.Last && text.Tokens[hit.First].WordLength >= ShortestMistyped,
        _ => false,
    };
}
