using Screening.Evaluation.Names;

namespace Screening.Benchmarks.Bench.Names;

/// <summary>A name to look up, and the number of the entry that it is a respelled name of; -1 of an ordinary name.</summary>
internal readonly record struct NameQuery(string Text, int Entry);

/// <summary>Half of them names of the lists respelled in one or two ways, half names that are on no list.</summary>
internal sealed class NameQueries(NameQuery[] respelled, NameQuery[] ordinary, NameQuery[] practice)
{
    private const int PracticePairs = 1_000;
    private const int MostChanges = 2;

    public static NameQueries Of(ListedNames lists, int count, int seed)
    {
        var (random, ordinary) = (new Random(seed), new OrdinaryNames(seed));
        return new NameQueries(Respelled(count), Ordinary(count), [.. Respelled(PracticePairs).Zip(Ordinary(PracticePairs)).SelectMany(p => new[] { p.First, p.Second })]);

        NameQuery[] Respelled(int many) => [.. Enumerable.Range(0, many).Select(_ => Respell(lists.Names[random.Next(lists.Names.Length)], random))];

        NameQuery[] Ordinary(int many) => [.. Enumerable.Range(0, many).Select(_ => new NameQuery(ordinary.Next(), -1))];
    }

    /// <summary>Others, asked before time is taken: what remembers answers must not know those that are measured.</summary>
    public NameQuery[] Practice { get; } = practice;

    /// <summary>Respelled and ordinary in turn.</summary>
    /// <param name="oneOf">One of how many is taken.</param>
    public NameQuery[] All(int oneOf = 1) => [.. respelled.Zip(ordinary).Take(Math.Max(1, respelled.Length / oneOf)).SelectMany(p => new[] { p.First, p.Second })];

    private static NameQuery Respell(ListedName name, Random random)
    {
        var text = name.Text;
        for (var changes = random.Next(1, MostChanges + 1); changes > 0; changes--)
        {
            text = Respelling.Kinds[random.Next(Respelling.Kinds.Count)].Apply(text, random);
        }

        return new NameQuery(text, name.Entry);
    }
}
