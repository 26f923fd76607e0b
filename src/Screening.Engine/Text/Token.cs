namespace Screening.Engine.Text;

/// <summary>A word of normalised text, or a single character in scripts that do not write words.</summary>
/// <param name="Start">First character of the stem in the normalised characters.</param>
/// <param name="Length">Length of the stem: the word without its inflection.</param>
/// <param name="WordStart">First character of the whole word; that of the stem as well, unless inflection changed a letter (batteries, battery).</param>
/// <param name="WordLength">Length of the whole word.</param>
/// <param name="OriginalStart">First UTF-16 unit in the text as it was sent.</param>
/// <param name="OriginalEnd">One past the last UTF-16 unit in the text as it was sent.</param>
/// <param name="StemHash">Hash of the stem.</param>
/// <param name="WordHash">Hash of the whole word, to which the next token's stem can be appended.</param>
/// <param name="Clause">Number of the clause: it rises at punctuation that ends one, so that "without case, with camera" are two.</param>
internal readonly record struct Token(int Start, int Length, int WordStart, int WordLength, int OriginalStart, int OriginalEnd, ulong StemHash, ulong WordHash, int Clause);
