using System.Buffers;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using Screening.Engine.Rules;
using Screening.Engine.Text;

namespace Screening.Benchmarks;

/// <summary>
/// Cost of finding all terms of a description of about 70 characters with the whole vocabulary, beside its lower limit (normalising the
/// text, which nothing can do without) and beside what people would use instead. None of the alternatives sees through spelling,
/// inflection or word order, and none but the first two says which term stands where.
/// </summary>
[Config(typeof(FewIterations))]
public class TermBenchmark
{
    private const int RegexTerms = 1_000;

    private static readonly Lazy<SearchValues<string>> Values = new(() => SearchValues.Create(Loaded.Terms, StringComparison.OrdinalIgnoreCase));
    private static readonly Lazy<LuceneTerms> Lucene = new(() => new LuceneTerms(Loaded.Terms));
    private static readonly Lazy<Regex> Alternation = new(() => new Regex(
        $@"\b(?:{string.Join('|', Loaded.Terms.Take(RegexTerms).Select(Regex.Escape))})\b", RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    private readonly NormalizedText _normalized = new();
    private readonly TokenReadings _readings = new();
    private readonly List<PhraseHit> _hits = [];

    [Params(Descriptions.Ordinary, Descriptions.Finding)]
    public string Text { get; set; } = "";

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
        Loaded.Snapshot.Rules.Terms.Find(Text, _normalized, _readings, _hits);
        return _hits.Count;
    }

    [Benchmark]
    public int Alternative_search_values()
    {
        var (found, values) = (0, Values.Value);
        var rest = Text.AsSpan();
        for (var at = rest.IndexOfAny(values); at >= 0; at = rest.IndexOfAny(values))
        {
            found++;
            rest = rest[(at + 1)..];
        }

        return found;
    }

    [Benchmark]
    public int Alternative_regex_alternation_of_1000() => Alternation.Value.Count(Text);

    [Benchmark]
    public int Alternative_contains_each_term() => Loaded.Terms.Count(term => Text.Contains(term, StringComparison.OrdinalIgnoreCase));

    [Benchmark]
    public int Alternative_lucene() => Lucene.Value.Count(Text);
}
