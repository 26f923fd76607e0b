using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>The common form of expressions on places and items: alternatives by <c>|</c>, their parts by <c>&amp;</c>, <c>!</c> negates a part.</summary>
internal static class ExpressionText
{
    /// <summary>Null, with the part that was not understood, when a part is none.</summary>
    public static ImmutableArray<ImmutableArray<Term<T>>>? Parse<T>(string text, Func<string, T?> read, out string wrong)
        where T : class
    {
        wrong = "";
        var alternatives = ImmutableArray.CreateBuilder<ImmutableArray<Term<T>>>();
        foreach (var alternative in text.Split('|', StringSplitOptions.TrimEntries))
        {
            var terms = ImmutableArray.CreateBuilder<Term<T>>();
            foreach (var part in alternative.Split('&', StringSplitOptions.TrimEntries))
            {
                var isNegated = part.StartsWith('!');
                if (read(isNegated ? part[1..].Trim() : part) is not { } term)
                {
                    wrong = part;
                    return null;
                }

                terms.Add(new Term<T>(term, isNegated));
            }

            alternatives.Add(terms.DrainToImmutable());
        }

        return alternatives.DrainToImmutable();
    }
}

/// <summary>A part of an expression.</summary>
internal readonly record struct Term<T>(T Part, bool IsNegated)
{
    public Truth Read(Truth truth) => IsNegated ? Truths.Not(truth) : truth;
}
