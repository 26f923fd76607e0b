using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Index;

/// <summary>The numbers of the words of each name, in one array.</summary>
internal sealed class NameWordNumbers
{
    private readonly int[] _starts;
    private readonly int[] _words;

    public NameWordNumbers(PartyName[] names)
    {
        _starts = new int[names.Length + 1];
        var words = new List<int>(names.Length * 4);
        for (var name = 0; name < names.Length; name++)
        {
            foreach (var token in names[name].Tokens)
            {
                words.Add(token.Id - 1);
            }

            _starts[name + 1] = words.Count;
        }

        _words = [.. words];
    }

    public ReadOnlySpan<int> Of(int name) => _words.AsSpan(_starts[name], _starts[name + 1] - _starts[name]);
}
