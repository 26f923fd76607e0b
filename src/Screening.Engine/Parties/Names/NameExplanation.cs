using System.Collections.Immutable;
using System.Globalization;

namespace Screening.Engine.Parties.Names;

/// <summary>Puts the links of two names into words, in the order of the left name; what stands in one name alone comes last.</summary>
internal static class NameExplanation
{
    private const int Digits = 3;

    /// <param name="names">Left and right as they were given.</param>
    /// <param name="isSwapped">Whether the links were made with right first.</param>
    public static ImmutableArray<NameStep> Of((PartyName Left, PartyName Right) names, List<NameLink> links, bool isSwapped, in NameScore score, NameLexicon lexicon)
    {
        var (left, right) = names;
        var given = links.ConvertAll(l => isSwapped ? new NameLink(l.Right, l.RightCount, l.Left, l.LeftCount, l.Similarity, l.Kind) : l);
        given.Sort(static (one, other) => one.Left.CompareTo(other.Left));
        var steps = ImmutableArray.CreateBuilder<NameStep>();
        foreach (var link in given)
        {
            steps.Add(Linked(left, right, link, lexicon));
        }

        AddRest(left, given.ConvertAll(l => (l.Left, l.LeftCount)), isLeft: true, steps);
        AddRest(right, given.ConvertAll(l => (l.Right, l.RightCount)), isLeft: false, steps);
        AddFactors(score, lexicon.Settings, steps);
        return steps.ToImmutable();
    }

    private static NameStep Linked(PartyName left, PartyName right, in NameLink link, NameLexicon lexicon)
    {
        var (ofLeft, ofRight) = (TextOf(left, link.Left, link.LeftCount), TextOf(right, link.Right, link.RightCount));
        var (first, second) = (left.Tokens[link.Left], right.Tokens[link.Right]);
        var kind = link.LeftCount == 1 ? first.Kind : second.Kind;
        return new NameStep
        {
            Code = CodeOf(link.Kind), Left = ofLeft, Right = ofRight, Kind = Camel(kind), Similarity = Math.Round(link.Similarity, Digits),
            Weight = Math.Round((Sum(left, link.Left, link.LeftCount) + Sum(right, link.Right, link.RightCount)) / 2, Digits),
            Text = TextOf(link, (ofLeft, ofRight), first, lexicon) + KindNote(kind),
        };
    }

    private static string TextOf(in NameLink link, (string Left, string Right) words, in NameToken first, NameLexicon lexicon) => link.Kind switch
    {
        LinkKind.Same => $"'{words.Left}' is '{words.Right}'",
        LinkKind.Variant => $"'{words.Left}' and '{words.Right}' are both forms of '{lexicon.Words[first.Word].Word}'",
        LinkKind.Joined => $"'{words.Left}' and '{words.Right}' are the same or nearly the same letters, divided into words in another way",
        LinkKind.Initial => $"'{words.Left}' and '{words.Right}' begin with the same letter: one may be an initial of the other",
        LinkKind.Abbreviation => $"'{words.Left}' and '{words.Right}': one may be short for the other",
        LinkKind.Acronym => $"'{words.Left}' and '{words.Right}': the first letters of one make the other",
        _ => string.Create(CultureInfo.InvariantCulture, $"'{words.Left}' and '{words.Right}' are {link.Similarity:0.00} alike in letters or sound"),
    };

    private static string KindNote(NameTokenKind kind) => kind switch
    {
        NameTokenKind.LegalForm => "; a legal form says little",
        NameTokenKind.Trade => "; a word of trade that many names have",
        NameTokenKind.Particle => "; a particle says little",
        NameTokenKind.Title => "; a title says little",
        _ => "",
    };

    private static void AddRest(PartyName name, List<(int First, int Count)> linked, bool isLeft, ImmutableArray<NameStep>.Builder steps)
    {
        for (var i = 0; i < name.Tokens.Length; i++)
        {
            if (linked.Exists(l => i >= l.First && i < l.First + l.Count))
            {
                continue;
            }

            var token = name.Tokens[i];
            var text = TextOf(name, i, 1);
            steps.Add(new NameStep
            {
                Code = isLeft ? "onlyLeft" : "onlyRight", Left = isLeft ? text : null, Right = isLeft ? null : text, Kind = Camel(token.Kind), Similarity = 0,
                Weight = Math.Round(token.Weight, Digits), Text = $"'{text}' stands in the {(isLeft ? "left" : "right")} name only{KindNote(token.Kind)}",
            });
        }
    }

    private static void AddFactors(in NameScore score, NameSettings settings, ImmutableArray<NameStep>.Builder steps)
    {
        if (score.Whole is { } whole)
        {
            steps.Add(new NameStep
            {
                Code = CodeOf(LinkKind.Similar), Kind = Camel(NameTokenKind.Plain), Similarity = Math.Round(whole, Digits), Weight = 0,
                Text = string.Create(CultureInfo.InvariantCulture, $"all letters of the names together are {whole:0.00} alike, more than word by word: this decides"),
            });
        }

        if (score.NumbersDiffer)
        {
            steps.Add(Factor("otherNumber", NameTokenKind.Number, settings.OtherNumber, "both names have a number, and not the same"));
        }

        if (score.IsOtherOrder)
        {
            steps.Add(Factor("otherOrder", NameTokenKind.Plain, settings.OtherOrder, "the words stand in another order"));
        }
    }

    private static NameStep Factor(string code, NameTokenKind kind, double factor, string text) => new()
    {
        Code = code, Kind = Camel(kind), Similarity = 0, Weight = 0, Text = string.Create(CultureInfo.InvariantCulture, $"{text}: what they share counts {factor:0.##}"),
    };

    private static double Sum(PartyName name, int first, int count)
    {
        var sum = 0.0;
        for (var i = first; i < first + count; i++)
        {
            sum += name.Tokens[i].Weight;
        }

        return sum;
    }

    private static string TextOf(PartyName name, int first, int count)
    {
        var last = name.Tokens[first + count - 1];
        var start = name.Tokens[first].Start;
        return name.Text[start..Math.Min(last.Start + last.Length, name.Text.Length)];
    }

    private static string CodeOf(LinkKind kind) => Camel(kind);

    private static string Camel<T>(T value) where T : struct, Enum => value.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
