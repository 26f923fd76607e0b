using System.Collections.Immutable;
using Screening.Engine.Text;

namespace Screening.Engine.Parties.Names;

/// <summary>The letters and digits of a name as they were sent, but for case, accents and width, and where each of its words ends.</summary>
internal sealed record NameLetters(string All, ImmutableArray<short> Ends)
{
    public ReadOnlySpan<char> Word(int at) => All.AsSpan(StartOf(at), LengthOf(at));

    public int LengthOf(int at) => Ends[at] - StartOf(at);

    /// <summary>The same for names of the same words, in whatever order; others seldom have it.</summary>
    public ulong InAnyOrder()
    {
        var sum = 0UL;
        for (var i = 0; i < Ends.Length; i++)
        {
            sum += TextHash.Append(TextHash.Empty, Word(i));
        }

        return sum;
    }

    private int StartOf(int at) => at == 0 ? 0 : Ends[at - 1];
}
