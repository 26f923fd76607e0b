using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CsvHelper;
using ScreeningApi.Tests.Support;
using ZstdSharp;

namespace ScreeningApi.Tests.Batches;

/// <summary>What a client of batches does.</summary>
internal static class BatchSteps
{
    public const string Csv = "text/csv", Ndjson = "application/x-ndjson", Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static ByteArrayContent FileOf(byte[] file, string? media = Csv, string? encoding = null)
    {
        var content = new ByteArrayContent(file);
        if (media is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", media);
        }

        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return content;
    }

    public static ByteArrayContent FileOf(string file, string? media = Csv) => FileOf(Encoding.UTF8.GetBytes(file), media);

    /// <param name="key">Null: one of its own.</param>
    public static async Task<HttpResponseMessage> PostFileAsync(this HttpClient http, HttpContent file, string? key = null, string query = "", string path = "/v1/batches")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path + query) { Content = file };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await http.SendAsync(request, Cancelled);
    }

    public static Task<HttpResponseMessage> PostFileAsync(this HttpClient http, string file, string? key = null, string query = "") => http.PostFileAsync(FileOf(file), key, query);

    /// <summary>The body of the 202.</summary>
    public static async Task<JsonElement> AcceptedAsync(this HttpClient http, HttpContent file, string? key = null, string query = "")
    {
        using var answer = await http.PostFileAsync(file, key, query);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancelled)}");
        var body = await answer.ReadJsonAsync();
        Assert.Equal($"/v1/batches/{body.Text("id")}", answer.Headers.Location?.OriginalString);
        return body;
    }

    public static async Task<Guid> UploadAsync(this HttpClient http, string file, string? key = null) => (await http.AcceptedAsync(FileOf(file), key)).GetProperty("id").GetGuid();

    /// <summary>Uploads and waits for the end.</summary>
    public static async Task<Guid> ScreenAsync(this HttpClient http, string file, string media = Csv)
    {
        var id = (await http.AcceptedAsync(FileOf(file, media))).GetProperty("id").GetGuid();
        await http.EndAsync(id);
        return id;
    }

    public static Task<JsonElement> StatusAsync(this HttpClient http, Guid batch) => http.GetJsonAsync($"/v1/batches/{batch}");

    /// <summary>Waits for the end of a batch, which must be the one that is expected.</summary>
    public static async Task<JsonElement> EndAsync(this HttpClient http, Guid batch, string state = "completed")
    {
        JsonElement status = default;
        await Eventually.HoldsAsync(async () => (status = await http.StatusAsync(batch)).Text("state") is "completed" or "failed" or "canceled", $"the batch comes to its end; it is {status}", seconds: 60);
        Assert.Equal(state, status.Text("state"));
        return status;
    }

    public static Task<string> ResultsAsync(this HttpClient http, Guid batch, string query = "") => http.GetStringAsync($"/v1/batches/{batch}/results{query}", Cancelled);

    /// <summary>Every row of the results as its JSON.</summary>
    public static async Task<List<JsonElement>> ResultLinesAsync(this HttpClient http, Guid batch) =>
        [.. (await http.ResultsAsync(batch, "?format=ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The cells of a table by the names of their columns.</summary>
    public static List<Dictionary<string, string>> Table(string csv, char separator = ',')
    {
        using var reader = CsvReader.Create(Encoding.UTF8.GetBytes(csv), CsvReaderOptions.Default with { Separator = separator, FieldCountMismatch = CsvFieldCountHandling.Throw });
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(reader.Headers.Index().ToDictionary(h => h.Item, h => reader.GetString(h.Index), StringComparer.Ordinal));
        }

        return rows;
    }

    public static string Json(this object value) => JsonSerializer.Serialize(value, Unescaped);

    /// <summary>A form of parts in the order they are given; a part with a file name is a file.</summary>
    public static MultipartFormDataContent Form(params (string Name, string Text, string? FileName, string? Media)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, text, fileName, media) in parts)
        {
            var part = FileOf(text, media);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = name, FileName = fileName };
            form.Add(part);
        }

        return form;
    }

    public static byte[] Compressed(byte[] plain, string encoding)
    {
        var target = new MemoryStream();
        using (Stream compressing = encoding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(target, CompressionLevel.Optimal, leaveOpen: true),
            _ => new CompressionStream(target, leaveOpen: true),
        })
        {
            compressing.Write(plain);
        }

        return target.ToArray();
    }
}
