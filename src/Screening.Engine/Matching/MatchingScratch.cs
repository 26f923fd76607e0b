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
    public TokenReadings Readings { get; } = new();
    public List<PhraseHit> Hits { get; } = [];

    /// <summary>Of each further part of a value its first place, by the part's number.</summary>
    public Dictionary<int, PhraseHit> Parts { get; } = [];

    public List<TermHit> Terms { get; } = [];
    public List<TermHit> Exclusions { get; } = [];
    public List<MakerHit> Makers { get; } = [];
    public List<ModelHit> Models { get; } = [];
    public List<int> RuleNumbers { get; } = [];
    public List<CompiledListing> Listings { get; } = [];
    public List<ListingMatch> ListingMatches { get; } = [];
    public List<HsExpectationRow> Expectations { get; } = [];

    /// <summary>What the nomenclature says of the line's HS code.</summary>
    public HsStanding Standing { get; set; }

    /// <summary>For the fields beside the description.</summary>
    public NormalizedText OtherText { get; } = new();
    public List<PhraseHit> OtherHits { get; } = [];
}

/// <summary>A rule's value that stands in the text, as a range of tokens.</summary>
internal readonly record struct TermHit(int Rule, int First, int Last, Spelling Spelling);

/// <summary>A maker that is named.</summary>
/// <param name="First">First token in the description, or -1 when the maker has a field of its own.</param>
internal readonly record struct MakerHit(int Maker, int First, int Last, bool IsAmbiguous, Spelling Spelling);
