namespace Screening.Engine.Parties.Names;

/// <summary>
/// How alike two names are by their letters alone, whatever their words mean. A slip makes another word of a short one, a name of a word of
/// trade, or tears a legal form apart; of the whole name it changes next to nothing. Words that both have are left out in whatever order
/// they stand; of the others the letters are compared as if they were one word. One pass over the words, and a few distances of few letters.
/// </summary>
internal static class WholeNames
{
    /// <summary>Letters that may differ: more is no slip.</summary>
    private const float MostCost = 2.5f;

    /// <summary>Letters of the words that differ, at most.</summary>
    private const int Longest = LetterCosts.Longest;

    /// <summary>Words that are tried in another order as one that is written together.</summary>
    private const int MostTurned = 5;

    /// <summary>Share in common, as the scorer counts it; 0 where too many letters differ, or where a number or two known words do.</summary>
    public static double Share(PartyName left, PartyName right, List<NameLink> links, NameSettings settings)
    {
        var (one, other) = (left.Letters, right.Letters);
        var (shorter, longer) = (Math.Min(one.All.Length, other.All.Length), Math.Max(one.All.Length, other.All.Length));
        if (longer - shorter > (int)MostCost + 1 || one.Ends.IsEmpty || other.Ends.IsEmpty)
        {
            return 0;
        }

        var ofOne = new Words(one, stackalloc bool[one.Ends.Length]);
        var ofOther = new Words(other, stackalloc bool[other.Ends.Length]);
        var isInOrder = Pair(ofOne, ofOther);
        Span<char> restOne = stackalloc char[Longest], restOther = stackalloc char[Longest];
        var (lettersOne, lettersOther) = (ofOne.Rest(restOne), ofOther.Rest(restOther));
        if (lettersOne < 0 || lettersOther < 0)
        {
            return 0;
        }

        var cost = CostOf(restOne[..lettersOne], restOther[..lettersOther]);
        if (cost > 0 && (ofOne.HasNumber() || ofOther.HasNumber() || AreKnown(left, right, links)))
        {
            return 0;
        }

        var turned = cost > 1 ? Turned(ofOne, restOther[..lettersOther], Turned(ofOther, restOne[..lettersOne], cost)) : cost;
        if (turned > MostCost)
        {
            return 0;
        }

        var isOtherOrder = !isInOrder || turned < cost;
        var together = settings.WholeTogether * Math.Max(0, turned - 1) * turned / Math.Max(1, Math.Max(lettersOne, lettersOther));
        var share = Math.Max(0, 1 - (settings.WholeUnlike * turned * (1 + together) / longer));
        return isOtherOrder && !left.LooksLikePerson && !right.LooksLikePerson ? share * settings.OtherOrder : share;
    }

    /// <summary>Marks the words that both names have; whether they stand in the same order.</summary>
    private static bool Pair(Words one, Words other)
    {
        var (isInOrder, last) = (true, -1);
        for (var i = 0; i < one.Count; i++)
        {
            var word = one.Letters.Word(i);
            for (var j = 0; j < other.Count && !one.Paired[i]; j++)
            {
                if (!other.Paired[j] && other.Letters.LengthOf(j) == word.Length && other.Letters.Word(j).SequenceEqual(word))
                {
                    (one.Paired[i], other.Paired[j], isInOrder, last) = (true, true, isInOrder && j > last, j);
                }
            }
        }

        return isInOrder;
    }

    private static float CostOf(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        one.SequenceEqual(other) ? 0 : Math.Abs(one.Length - other.Length) > MostCost + 1 ? float.MaxValue : LetterCosts.Between(one, other, MostCost);

    /// <summary>The words of one name written together in another order: AliSAADE for SAADE, Ali.</summary>
    private static float Turned(Words words, ReadOnlySpan<char> other, float cost)
    {
        Span<char> turned = stackalloc char[Longest];
        for (var first = 1; words.Unpaired is > 1 and <= MostTurned && first < words.Count; first++)
        {
            if (!words.Paired[first])
            {
                cost = Math.Min(cost, CostOf(turned[..words.Rest(turned, first)], other));
            }
        }

        return cost;
    }

    /// <summary>Nobody writes one known name for another by a slip: Maria is not Mario, Trading not Training.</summary>
    private static bool AreKnown(PartyName left, PartyName right, List<NameLink> links)
    {
        foreach (var link in links)
        {
            var (one, other) = (left.Tokens[link.Left], right.Tokens[link.Right]);
            if (link is { Kind: LinkKind.Similar or LinkKind.Abbreviation, LeftCount: 1, RightCount: 1 } && IsKnown(one) && IsKnown(other) && one.Word != other.Word)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsKnown(in NameToken token) => token.Word >= 0 && !token.IsCorrected && token.Kind is not (NameTokenKind.LegalForm or NameTokenKind.Particle);

    /// <summary>The words of a name, and which of them the other has as well.</summary>
    private readonly ref struct Words(NameLetters letters, Span<bool> paired)
    {
        public NameLetters Letters { get; } = letters;

        public Span<bool> Paired { get; } = paired;

        public int Count => Paired.Length;

        public int Unpaired => Paired.Count(false);

        /// <summary>Writes the other words one behind the other; returns how many letters they have, -1 when there are too many or other signs among them.</summary>
        public int Rest(Span<char> rest, int first = 0)
        {
            var length = 0;
            for (var i = 0; i < Count; i++)
            {
                var at = (first + i) % Count;
                var word = Paired[at] ? default : Letters.Word(at);
                if (length + word.Length > rest.Length)
                {
                    return -1;
                }

                foreach (var c in word)
                {
                    if (!char.IsAsciiLetterOrDigit(c))
                    {
                        return -1;
                    }

                    rest[length++] = c;
                }
            }

            return length;
        }

        /// <summary>Numbers must agree: what differs in them is no slip.</summary>
        public bool HasNumber()
        {
            for (var i = 0; i < Count; i++)
            {
                if (!Paired[i] && NumberText.Of(Letters.Word(i).ToString()) is not null)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
