using System.Collections.Immutable;

namespace Screening.Engine.Rules.Thresholds;

/// <summary>A unit as people write it.</summary>
/// <param name="Unit">Its symbol, as answers show it.</param>
/// <param name="Singular">What stands after "1", where that differs from the symbol.</param>
/// <param name="Spellings">Case counts where another unit of the dimension differs only in case. <c>×</c> stands for a product of two numbers, 640x512.</param>
/// <param name="Factor">A value in base units is value times factor plus offset.</param>
public sealed record UnitRow(
    string Unit, string Singular, ImmutableArray<string> Spellings, string Dimension, double Factor, double Offset, string Citation, Validity Validity);

/// <summary>A technical parameter that thresholds speak of.</summary>
/// <param name="Dimension">Of its units; empty for a bare number, a scale or a feature.</param>
/// <param name="Unit">The unit that answers and questions use.</param>
/// <param name="IsDefault">A value of the dimension means this parameter where no words say which.</param>
/// <param name="IsBare">A number without a unit right behind its words is in its unit: <c>AES-256</c>.</param>
/// <param name="Categories">Goods it makes sense for; empty for all.</param>
/// <param name="Cues">Words that name it, in any language; also the names under which it may be declared.</param>
/// <param name="Values">Words that are a value by themselves, <c>five axis=5</c>.</param>
/// <param name="Levels">Words that are a value only near a cue, <c>IIIA=3</c>.</param>
public sealed record ParameterRow(
    string Code, string Name, ParameterKind Kind, string Dimension, string Unit, bool IsDefault, bool IsBare, ImmutableArray<string> Categories,
    ImmutableArray<string> Cues, ImmutableArray<string> Values, ImmutableArray<string> Levels, string Citation, Validity Validity);

/// <summary>What sort of value a parameter has.</summary>
public enum ParameterKind
{
    /// <summary>A number, mostly with a unit.</summary>
    Quantity,

    /// <summary>A step of a scale, shown by its name: NIJ IIIA.</summary>
    Scale,

    /// <summary>Something the goods are or have; what is not mentioned is not there, and is not asked for.</summary>
    Feature,
}

/// <summary>The values from which on a control entry applies.</summary>
/// <param name="Paragraph"><c>9A012.a.1</c>; its first five characters are the entry.</param>
/// <param name="Category">Goods of which only it is compared.</param>
/// <param name="Conditions"><c>parameter operator value unit</c>, all of which must hold, joined by <c> &amp; </c>.</param>
/// <param name="Margin">Share of the threshold within which a value that misses it is a near miss, in [0, 1).</param>
/// <param name="Asks">Whether to ask for its values where none is stated.</param>
/// <param name="Strength">Of the evidence where all conditions hold, in (0, 1].</param>
public sealed record ThresholdRow(
    string Paragraph, ImmutableArray<string> Regimes, string Category, string Conditions, double Margin, bool Asks, double Strength, string Text, string Citation,
    string Verified, Validity Validity);
