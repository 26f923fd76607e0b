using System.Collections.Immutable;

namespace Screening.Engine.Parties.Names;

/// <summary>The letters and digits of a name as they were sent, but for case, accents and width, and where each of its words ends.</summary>
internal sealed record NameLetters(string All, ImmutableArray<short> Ends)
{
    public ReadOnlySpan<char> Word(int at) => All.AsSpan(StartOf(at), LengthOf(at));

    public int LengthOf(int at) => Ends[at] - StartOf(at);

    private int StartOf(int at) => at == 0 ? 0 : Ends[at - 1];
}
