using System.Net.Http.Json;
using System.Text.Json;

namespace Screening.Evaluation;

/// <summary>What the service said of a row.</summary>
/// <param name="Found">Categories with a confidence of at least <see cref="Scorecard.FoundFrom"/>.</param>
internal sealed record ScreenedRow(LabelledRow Row, IReadOnlyList<string> Found)
{
    public bool IsFound => Row.Expected.Length == 0 ? Found.Count > 0 : Row.Expected.Any(Found.Contains);
}

/// <summary>Sends rows through the public API, a hundred lines a shipment.</summary>
internal sealed class ScreeningClient(string url) : IDisposable
{
    private const int LinesPerShipment = 100;

    private readonly HttpClient _http = new() { BaseAddress = new Uri(url) };

    public async Task<List<ScreenedRow>> ScreenAsync(IReadOnlyList<LabelledRow> rows, bool withCodes)
    {
        var screened = new List<ScreenedRow>(rows.Count);
        foreach (var chunk in rows.Chunk(LinesPerShipment))
        {
            screened.AddRange(await ScreenChunkAsync(chunk, withCodes));
        }

        return screened;
    }

    public void Dispose() => _http.Dispose();

    private async Task<IEnumerable<ScreenedRow>> ScreenChunkAsync(LabelledRow[] rows, bool withCodes)
    {
        var lines = rows.Select((row, i) => new { lineNo = i + 1, description = row.Description, hsCode = withCodes && row.HsCode.Length > 0 ? row.HsCode : null });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/screenings?dryRun=true") { Content = JsonContent.Create(new { destination = "AE", lines }) };
        if (Environment.GetEnvironmentVariable("Auth__BootstrapKey") is { Length: > 0 } key)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        using var answer = response.IsSuccessStatusCode ? JsonDocument.Parse(text) : throw new InvalidOperationException($"The service answered {(int)response.StatusCode}: {text}");
        return [.. answer.RootElement.GetProperty("lines").EnumerateArray().Zip(rows, (line, row) => new ScreenedRow(row, FoundIn(line)))];
    }

    private static List<string> FoundIn(JsonElement line) =>
    [
        .. line.GetProperty("categories").EnumerateArray()
            .Where(c => c.GetProperty("confidence").GetDouble() >= Scorecard.FoundFrom)
            .Select(c => c.GetProperty("code").GetString()!),
    ];
}
