using Lucene.Net.Analysis.Standard;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Screening.Benchmarks;

/// <summary>The vocabulary as an index of Lucene.NET, asked with the words of a description: which phrases share a word with it.</summary>
internal sealed class LuceneTerms : IDisposable
{
    private const string Field = "phrase";
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;
    private const int MostHits = 20;

    private readonly RAMDirectory _directory = new();
    private readonly StandardAnalyzer _analyzer = new(Version);
    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;

    public LuceneTerms(string[] terms)
    {
        using (var writer = new IndexWriter(_directory, new IndexWriterConfig(Version, _analyzer)))
        {
            foreach (var term in terms)
            {
                writer.AddDocument([new TextField(Field, term, Lucene.Net.Documents.Field.Store.NO)]);
            }
        }

        _reader = DirectoryReader.Open(_directory);
        _searcher = new IndexSearcher(_reader);
    }

    public int Count(string text)
    {
        var query = new BooleanQuery();
        using var stream = _analyzer.GetTokenStream(Field, text);
        var word = stream.AddAttribute<Lucene.Net.Analysis.TokenAttributes.ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            query.Add(new TermQuery(new Term(Field, word.ToString())), Occur.SHOULD);
        }

        stream.End();
        return _searcher.Search(query, MostHits).TotalHits;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _analyzer.Dispose();
        _directory.Dispose();
    }
}
