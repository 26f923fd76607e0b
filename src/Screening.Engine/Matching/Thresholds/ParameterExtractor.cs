using Screening.Engine.Rules.Thresholds;
using Screening.Engine.Text;

namespace Screening.Engine.Matching.Thresholds;

/// <summary>
/// Reads technical parameters out of a text: words that are values (NIJ IIIA), then every number with the unit behind it. Which
/// parameter a value belongs to, the nearest word of a parameter of that dimension says, or else the dimension's default for such goods.
/// One pass over the characters and a look at the cues for each number; places are those of the text as it was sent.
/// </summary>
internal static class ParameterExtractor
{
    /// <summary>How far a word may stand from its value, in characters.</summary>
    private const int MaxDistance = 40;

    /// <summary>What a comma between counts for: "payload 10 kg, range 30 km".</summary>
    private const int ClauseDistance = 25;

    /// <summary>"TPP of 4800", "AES-256": what may stand between a cue and its bare number.</summary>
    private const int MaxBareGap = 4;
    private const int LevelTokensAfter = 5;
    private const int LevelTokensBefore = 2;

    /// <summary>Appends what the text says to the scratch's readings.</summary>
    /// <param name="normalized">The text after normalisation, where that was done before.</param>
    public static void Read(string text, in ParameterContext context, ParameterScratch scratch, NormalizedText? normalized = null)
    {
        if (normalized is null)
        {
            TextNormalizer.Normalize(text, scratch.Text);
            normalized = scratch.Text;
        }

        context.Known.Words.Find(text, normalized, scratch.TokenReadings, scratch.Hits);
        ReadWords(normalized.Tokens, context, scratch);
        ReadLevels(normalized.Tokens, context, scratch);
        for (var at = 0; at < text.Length;)
        {
            if (NumberReader.DigitOf(text[at]) < 0)
            {
                at++;
            }
            else if (NumberReader.TryRead(text, at, out var number, out at))
            {
                ReadNumber(text, number, context, scratch);
            }
        }
    }

    private static void ReadWords(ReadOnlySpan<Token> tokens, in ParameterContext context, ParameterScratch scratch)
    {
        foreach (var hit in scratch.Hits)
        {
            ref readonly var use = ref context.Known.WordUses[hit.Phrase];
            if (use.Kind is ParameterWordKind.Cue or ParameterWordKind.Value && context.Known.Parameters[use.Parameter].IsAbout(context.Categories, context.Date))
            {
                var (start, end) = (tokens[hit.First].OriginalStart, tokens[hit.Last].OriginalEnd);
                if (use.Kind == ParameterWordKind.Cue)
                {
                    scratch.Cues.Add(new ParameterCue(use.Parameter, start, end, hit.First, hit.Last));
                }
                else
                {
                    Add(new ParameterReading(use.Parameter, use.Value, use.Value, start, end - start, -1), scratch);
                }
            }
        }
    }

    private static void ReadLevels(ReadOnlySpan<Token> tokens, in ParameterContext context, ParameterScratch scratch)
    {
        foreach (var hit in scratch.Hits)
        {
            ref readonly var use = ref context.Known.WordUses[hit.Phrase];
            if (use.Kind is ParameterWordKind.Level or ParameterWordKind.DigitLevel && IsNearCue(use, hit.First, hit.Last, scratch.Cues))
            {
                var (start, end) = (tokens[hit.First].OriginalStart, tokens[hit.Last].OriginalEnd);
                Add(new ParameterReading(use.Parameter, use.Value, use.Value, start, end - start, -1), scratch);
            }
        }
    }

    private static bool IsNearCue(in ParameterWord use, int first, int last, List<ParameterCue> cues)
    {
        var isDigits = use.Kind == ParameterWordKind.DigitLevel;
        foreach (var cue in cues)
        {
            var (after, before) = (first - cue.LastToken, cue.FirstToken - last);
            if (cue.Parameter == use.Parameter && (after >= 1 && after <= (isDigits ? 1 : LevelTokensAfter) || !isDigits && before >= 1 && before <= LevelTokensBefore))
            {
                return true;
            }
        }

        return false;
    }

    private static void ReadNumber(string text, NumberSpan number, in ParameterContext context, ParameterScratch scratch)
    {
        var units = UnitBehind(text, context.Known.Units, ref number);
        var parameter = units.IsEmpty ? BareOf(text, number, context, scratch.Cues) : ByCue(text, number, units, context, scratch.Cues) ?? DefaultOf(units, context);
        if (parameter is null || units.IsEmpty && number.Product is not null)
        {
            return;
        }

        var unit = units.IsEmpty ? parameter.Unit : UnitIndex.Of(units, parameter.Row.Dimension);
        var (low, high) = unit is null ? (number.Low, number.High) : (UnitIndex.ToBase(number.Low, unit), UnitIndex.ToBase(number.High, unit));
        Add(new ParameterReading(parameter.Number, low, high, number.Start, number.End - number.Start, -1), scratch);
    }

    /// <summary>The units that the text right behind the number names; the number then reaches to their end.</summary>
    private static ReadOnlySpan<UnitRow> UnitBehind(string text, UnitIndex index, ref NumberSpan number)
    {
        var at = NumberReader.SkipSpaces(text, number.End);
        at = at < text.Length && UnitIndex.Fold(text[at]) == '-' ? NumberReader.SkipSpaces(text, at + 1) : at;
        var units = index.FindAtStart(text.AsSpan(at), out var length);
        var end = at + length;
        if (units.IsEmpty)
        {
            return number.Product is null ? units : OfProduct(index, ref number);
        }

        // W/cm2 is not W: what is divided by something that nobody wrote down as a unit is another quantity.
        if (end + 1 < text.Length && text[end] == '/' && !index.FindAtStart(text.AsSpan(end + 1), out _).IsEmpty)
        {
            return [];
        }

        number = number.Product is { } product && SharesDimension(units, index.FindAtStart(UnitIndex.Product, out _))
            ? number with { Low = product, High = product, End = end }
            : number with { Product = null, End = end };
        return units;
    }

    private static ReadOnlySpan<UnitRow> OfProduct(UnitIndex index, ref NumberSpan number)
    {
        number = number with { Low = number.Product!.Value, High = number.Product.Value };
        return index.FindAtStart(UnitIndex.Product, out _);
    }

    private static bool SharesDimension(ReadOnlySpan<UnitRow> units, ReadOnlySpan<UnitRow> others)
    {
        foreach (var unit in units)
        {
            if (UnitIndex.Of(others, unit.Dimension) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static CompiledParameter? ByCue(string text, NumberSpan number, ReadOnlySpan<UnitRow> units, in ParameterContext context, List<ParameterCue> cues)
    {
        CompiledParameter? nearest = null;
        var least = MaxDistance + 1;
        foreach (var cue in cues)
        {
            var parameter = context.Known.Parameters[cue.Parameter];
            var distance = Distance(text, number, cue);
            if (distance < least && parameter.Row.Kind == ParameterKind.Quantity && UnitIndex.Of(units, parameter.Row.Dimension) is { } unit && unit.Validity.Holds(context.Date))
            {
                (nearest, least) = (parameter, distance);
            }
        }

        return nearest;
    }

    /// <summary>Characters between, and more across a comma; a word before its value is nearer than one behind it.</summary>
    private static int Distance(string text, NumberSpan number, ParameterCue cue)
    {
        if (cue.Start < number.End && number.Start < cue.End)
        {
            return 0;
        }

        var isBefore = cue.End <= number.Start;
        var (from, to) = isBefore ? (cue.End, number.Start) : (number.End, cue.Start);
        if (to - from > MaxDistance)
        {
            return MaxDistance + 1;
        }

        var distance = to - from + (isBefore ? 0 : 1);
        return text.AsSpan(from, to - from).IndexOfAny(Clauses) < 0 ? distance : distance + ClauseDistance;
    }

    private static readonly System.Buffers.SearchValues<char> Clauses = System.Buffers.SearchValues.Create(",;\n\r()|，；、。");

    private static CompiledParameter? DefaultOf(ReadOnlySpan<UnitRow> units, in ParameterContext context)
    {
        foreach (var unit in units)
        {
            foreach (var parameter in context.Known.Parameters)
            {
                if (parameter.Row.IsDefault && parameter.Row.Dimension == unit.Dimension && parameter.IsAbout(context.Categories, context.Date) && unit.Validity.Holds(context.Date))
                {
                    return parameter;
                }
            }
        }

        return null;
    }

    private static CompiledParameter? BareOf(string text, NumberSpan number, in ParameterContext context, List<ParameterCue> cues)
    {
        foreach (var cue in cues)
        {
            var gap = number.Start - cue.End;
            var parameter = context.Known.Parameters[cue.Parameter];
            if (parameter.Row is { Kind: ParameterKind.Quantity } row && (row.IsBare || row.Dimension.Length == 0)
                && gap is >= 0 and <= MaxBareGap && text.AsSpan(cue.End, gap).IndexOfAny(Clauses) < 0)
            {
                return parameter;
            }
        }

        return null;
    }

    /// <summary>The same value at the same place is one reading: "NIJ IIIA" is found as a value and as a level.</summary>
    private static void Add(ParameterReading reading, ParameterScratch scratch)
    {
        foreach (var known in scratch.Readings)
        {
            if (known.Parameter == reading.Parameter && known.Low == reading.Low && known.High == reading.High
                && known.Start < reading.Start + reading.Length && reading.Start < known.Start + known.Length)
            {
                return;
            }
        }

        scratch.Readings.Add(reading);
    }
}
