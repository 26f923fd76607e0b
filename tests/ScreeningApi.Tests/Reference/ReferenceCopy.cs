using ScreeningApi.Reference;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Reference;

/// <summary>The shipped files in a folder of the test's own, to be spoiled.</summary>
internal sealed class ReferenceCopy : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public ReferenceCopy()
    {
        foreach (var file in Directory.EnumerateFiles(ReferenceFolder.Shipped, "*", SearchOption.AllDirectories))
        {
            var target = Absolute(System.IO.Path.GetRelativePath(ReferenceFolder.Shipped, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();

    /// <summary>Puts a text into a cell of the first row.</summary>
    public void Set(string file, string column, string cell)
    {
        var lines = File.ReadAllLines(Absolute(file));
        var cells = Csv(lines[1]);
        cells[Array.IndexOf(lines[0].Split(','), column)] = cell;
        lines[1] = string.Join(',', cells);
        File.WriteAllLines(Absolute(file), lines);
    }

    public void Rename(string file, string column, string name)
    {
        var lines = File.ReadAllLines(Absolute(file));
        lines[0] = string.Join(',', lines[0].Split(',').Select(c => c == column ? name : c));
        File.WriteAllLines(Absolute(file), lines);
    }

    public void Append(string file, string line) => File.AppendAllLines(Absolute(file), [line]);

    /// <summary>The cells of a line with their quotes.</summary>
    private static string[] Csv(string line)
    {
        var cells = new List<string> { "" };
        var isQuoted = false;
        foreach (var c in line)
        {
            isQuoted ^= c == '"';
            if (c == ',' && !isQuoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += c;
            }
        }

        return [.. cells];
    }

    private string Absolute(string file) => System.IO.Path.Combine(_folder.Path, file);
}
