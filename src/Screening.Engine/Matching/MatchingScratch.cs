using Screening.Engine.Rules;
using Screening.Engine.Text;

namespace Screening.Engine.Matching;

/// <summary>Working memory of one thread, cleared for every line, so that lines without a finding allocate nothing for matching.</summary>
internal sealed class MatchingScratch
{
    [ThreadStatic]
    private static MatchingScratch? _ofThisThread;

    public static MatchingScratch OfThisThread => _ofThisThread ??= new MatchingScratch();

    public NormalizedText Text { get; } = new();
    public List<PhraseHit> Hits { get; } = [];
    public List<TermHit> Terms { get; } = [];
    public List<TermHit> Exclusions { get; } = [];
    public List<int> RuleNumbers { get; } = [];
    public List<CompiledListing> Listings { get; } = [];
}

/// <summary>A rule's value that stands in the text, as a range of tokens.</summary>
internal readonly record struct TermHit(int Rule, int First, int Last);
