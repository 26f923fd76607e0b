using System.Globalization;
using System.Text;

namespace ScreeningApi.Tests.Watchlists;

/// <summary>Small lists in the form in which they are published.</summary>
internal static class ListFiles
{
    public const string Canary = "Canary Trading House";

    public static IEnumerable<string> Names(int count) => Enumerable.Range(1, count - 1).Select(i => $"Listed Company {i:0000}").Append(Canary);

    /// <summary>Of the United Nations: it has a date of its own.</summary>
    public static byte[] Un(string date, IEnumerable<string> names) => Encoding.UTF8.GetBytes(UnText(date, names));

    public static string UnText(string date, IEnumerable<string> names) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="{date}T06:00:00.000Z"><INDIVIDUALS></INDIVIDUALS><ENTITIES>{string.Concat(names.Select(Entity))}</ENTITIES></CONSOLIDATED_LIST>""";

    /// <summary>Of one's own: no date.</summary>
    public static byte[] Own(params IEnumerable<string> names) => Encoding.UTF8.GetBytes("id,name,kind\n" + string.Concat(names.Select(n => $"{Id(n)},{n},entity\n")));

    /// <summary>The Consolidated Screening List, with how many entries it says it has.</summary>
    public static byte[] Csl(int declared, IEnumerable<string> names) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""{"search_performed_at":"2026-07-31T05:00:00","entryCount":{{declared}},"results":[{{string.Join(',', names.Select(n => $$"""{"id":"{{Id(n)}}","source":"Entity List (EL) - Bureau of Industry and Security","type":"Entity","name":"{{n}}","alt_names":["{{n}} Ltd"]}"""))}}]}"""));

    private static string Entity(string name) =>
        $"<ENTITY><DATAID>{Id(name)}</DATAID><FIRST_NAME>{name}</FIRST_NAME><UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDe.001</REFERENCE_NUMBER><LISTED_ON>2001-10-06</LISTED_ON></ENTITY>";

    /// <summary>Stays the same whatever else is on the list.</summary>
    private static string Id(string name) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..12];
}
