using System.Buffers;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using Screening.Engine;
using Screening.Engine.Rules;
using Screening.Engine.Text;
using ScreeningApi.Reference;

namespace Screening.Benchmarks;

/// <summary>
/// Cost of finding all terms of a description of about 70 characters with the whole vocabulary, beside its lower limit (normalising the
/// text, which nothing can do without) and beside what people would use instead. None of the alternatives sees through spelling,
/// inflection or word order, and none but the first two says which term stands where.
/// </summary>
[MemoryDiagnoser, SimpleJob(launchCount: 1, warmupCount: 3, iterationCount: 5)]
public class TermBenchmark
{
    private const int RegexTerms = 1_000;

    private readonly NormalizedText _normalized = new();
    private readonly TokenReadings _readings = new();
    private readonly List<PhraseHit> _hits = [];
    private ScreeningSnapshot _snapshot = null!;
    private string[] _terms = null!;
    private SearchValues<string> _values = null!;
    private Regex _regex = null!;
    private LuceneTerms _lucene = null!;

    [Params(Descriptions.Ordinary, Descriptions.Finding)]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        _snapshot = SnapshotCompiler.Compile(ReferenceFolder.Read(ReferenceFolder.Shipped));
        _terms = Descriptions.TermsOf(_snapshot);
        _values = SearchValues.Create(_terms, StringComparison.OrdinalIgnoreCase);
        _regex = new Regex($@"\b(?:{string.Join('|', _terms.Take(RegexTerms).Select(Regex.Escape))})\b", RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        _lucene = new LuceneTerms(_terms);
    }

    [GlobalCleanup]
    public void Close() => _lucene.Dispose();

    [Benchmark(Baseline = true)]
    public int Limit_normalise_only()
    {
        TextNormalizer.Normalize(Text, _normalized);
        return _normalized.Tokens.Length;
    }

    [Benchmark]
    public int Normalise_and_find_all_terms()
    {
        _hits.Clear();
        TextNormalizer.Normalize(Text, _normalized);
        _snapshot.Rules.Terms.Find(Text, _normalized, _readings, _hits);
        return _hits.Count;
    }

    [Benchmark]
    public int Alternative_search_values()
    {
        var found = 0;
        var rest = Text.AsSpan();
        for (var at = rest.IndexOfAny(_values); at >= 0; at = rest.IndexOfAny(_values))
        {
            found++;
            rest = rest[(at + 1)..];
        }

        return found;
    }

    [Benchmark]
    public int Alternative_regex_alternation_of_1000() => _regex.Count(Text);

    [Benchmark]
    public int Alternative_contains_each_term() => _terms.Count(term => Text.Contains(term, StringComparison.OrdinalIgnoreCase));

    [Benchmark]
    public int Alternative_lucene() => _lucene.Count(Text);
}
