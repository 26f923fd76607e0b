using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>A sentence of the data with places to fill: <c>{reason} applies to {place}</c>. Split once, at load.</summary>
internal sealed class TextTemplate
{
    private static readonly string[] Names = ["item", "place", "reason", "name", "value", "limit", "other"];

    private readonly ImmutableArray<(string Text, int Slot)> _parts;

    private TextTemplate(ImmutableArray<(string, int)> parts) => _parts = parts;

    public bool IsEmpty => _parts.IsEmpty;

    /// <summary>The sentence, where it has no place to fill; else null.</summary>
    public string? Fixed => _parts is [] ? "" : _parts is [var (only, slot)] && slot < 0 ? only : null;

    /// <summary>True when it has no place to fill but that one, <c>item</c> or <c>place</c>.</summary>
    public bool NeedsOnly(string name) => _parts.All(p => p.Slot < 0 || Names[p.Slot] == name);

    /// <summary>Null, with the name that is none, when a place to fill has a name nobody knows.</summary>
    public static TextTemplate? Parse(string text, out string wrong)
    {
        wrong = "";
        var parts = ImmutableArray.CreateBuilder<(string, int)>();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                parts.Add((text[at..], -1));
                break;
            }

            wrong = text[(open + 1)..close] is "reasons" ? "reason" : text[(open + 1)..close];
            if (Array.IndexOf(Names, wrong) is var slot && slot < 0)
            {
                return null;
            }

            parts.Add((text[at..open], slot));
            at = close + 1;
        }

        wrong = "";
        return new TextTemplate(parts.DrainToImmutable());
    }

    public string Fill(in TextTerms terms)
    {
        if (Fixed is { } whole)
        {
            return whole;
        }

        var text = new System.Runtime.CompilerServices.DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        foreach (var part in _parts)
        {
            text.AppendLiteral(part.Text);
            text.AppendLiteral(part.Slot < 0 ? "" : terms.Of(part.Slot));
        }

        return text.ToStringAndClear();
    }
}

/// <summary>What is filled into a sentence.</summary>
internal readonly record struct TextTerms(string Item, string Place)
{
    public string Reason { get; init; } = "";
    public string Name { get; init; } = "";
    public string Value { get; init; } = "";
    public string Limit { get; init; } = "";
    public string Other { get; init; } = "";

    public string Of(int slot) => slot switch { 0 => Item, 1 => Place, 2 => Reason, 3 => Name, 4 => Value, 5 => Limit, _ => Other };
}
