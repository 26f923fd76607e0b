using System.Collections.Immutable;
using System.Security.Cryptography;
using CsvHelper;
using Screening.Engine.Items;

namespace ScreeningApi.Quality;

/// <summary>The labelled corpus cannot be used: where, what was found, what was expected.</summary>
public sealed class CorpusFileException(string message) : IOException(message);

/// <summary>Descriptions with what they really are: one file a category, its goods and the ordinary goods that sound like them.</summary>
internal sealed record LabelledCorpus
{
    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with { Separator = ',', TrackLineNumbers = true, FieldCountMismatch = CsvFieldCountHandling.Throw };
    private static readonly string[] Columns = ["id", "lang", "kind", "category", "hs", "description"];

    public required ImmutableArray<CorpusRow> Rows { get; init; }

    /// <summary>SHA-256 over the files in the order of their names, in hexadecimal.</summary>
    public required string Checksum { get; init; }

    /// <summary>The folder that travels with the program.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "corpus");

    /// <summary>Throws <see cref="CorpusFileException"/> at the first row that makes no sense.</summary>
    public static LabelledCorpus Read(string folder)
    {
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.csv") is not { Length: > 0 } files)
        {
            throw new CorpusFileException($"Found no labelled corpus in {folder}, expected one CSV file a category.");
        }

        Array.Sort(files, StringComparer.Ordinal);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = ImmutableArray.CreateBuilder<CorpusRow>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in files)
        {
            var bytes = File.ReadAllBytes(path);
            digest.AppendData(bytes);
            ReadFile(Path.GetFileName(path), bytes, ids, rows);
        }

        return new LabelledCorpus { Rows = rows.ToImmutable(), Checksum = Convert.ToHexStringLower(digest.GetHashAndReset()) };
    }

    private static void ReadFile(string name, byte[] bytes, HashSet<string> ids, ImmutableArray<CorpusRow>.Builder rows)
    {
        using var reader = CsvReader.Create(bytes, Options);
        try
        {
            reader.ReadHeader();
            if (Columns.FirstOrDefault(c => !reader.TryGetFieldIndex(c, out _)) is { } missing)
            {
                throw new CorpusFileException($"{name}, column {missing}: found no such column, expected one of this name.");
            }

            while (reader.Read())
            {
                rows.Add(ReadRow(reader, name, ids));
            }
        }
        catch (CsvFormatException fault)
        {
            throw new CorpusFileException($"{name} line {fault.LineNumber}: {fault.Message}");
        }
    }

    private static CorpusRow ReadRow(CsvReader reader, string file, HashSet<string> ids)
    {
        var (id, language, category, code) = (Required("id"), Required("lang"), Required("category"), reader.GetString("hs"));
        if (!ids.Add(id))
        {
            throw Wrong("id", id, "an id of its own for every row");
        }

        if (LanguageGroups.Find(language) is null)
        {
            throw Wrong("lang", language, $"one of {string.Join(", ", LanguageGroups.Languages)}");
        }

        if (!Enum.GetValues<CorpusRowKind>().Any(k => CorpusRow.NameOf(k) == reader.GetString("kind")))
        {
            throw Wrong("kind", reader.GetString("kind"), $"one of {string.Join(", ", Enum.GetValues<CorpusRowKind>().Select(CorpusRow.NameOf))}");
        }

        var kind = Enum.Parse<CorpusRowKind>(reader.GetString("kind"), ignoreCase: true);
        if (kind == CorpusRowKind.Lookalike != (category == CorpusRow.NoCategory))
        {
            throw Wrong("category", category, $"{CorpusRow.NoCategory} for look-alikes, a category for everything else");
        }

        HsCode hs = default;
        if (code.Length > 0 && !HsCode.TryParse(code, out hs, out var reason))
        {
            throw new CorpusFileException($"{file} line {reader.LineNumber}, column hs: {reason}.");
        }

        return new CorpusRow(id, language, kind, category, code.Length > 0 ? hs : null, Required("description"));

        string Required(string column) => reader.GetString(column) is { Length: > 0 } text ? text : throw Wrong(column, "", "a value");

        CorpusFileException Wrong(string column, string found, string expected) => new($"{file} line {reader.LineNumber}, column {column}: found '{found}', expected {expected}.");
    }
}
