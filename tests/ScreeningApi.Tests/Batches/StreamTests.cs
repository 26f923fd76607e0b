using System.Text;
using static ScreeningApi.Tests.Batches.BatchSteps;

namespace ScreeningApi.Tests.Batches;

/// <summary>A stream whose file turns out unreadable when half of the answer is sent.</summary>
public sealed class StreamTests(BatchFixture service) : IClassFixture<BatchFixture>
{
    private const int Rows = 20_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_why_in_a_last_row_and_is_cut_off()
    {
        var (text, isWhole) = await ReadAsync(FileOf(Orders.Many(Rows) + "S-0,\"never closed"));
        var lines = text.TrimEnd('\n').Split('\n');
        Assert.False(isWhole);
        Assert.InRange(lines.Length, 1_000, Rows + 2);
        Assert.Contains("notScreened", lines[^1], StringComparison.Ordinal);
        Assert.Contains("Nothing from there on was screened", lines[^1], StringComparison.Ordinal);
        Assert.All(lines[1..^1], line => Assert.DoesNotContain("notScreened", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Content_that_ends_too_early_is_never_taken_for_the_whole()
    {
        var packed = Compressed(Encoding.UTF8.GetBytes(Orders.Many(Rows)), "gzip");
        var (text, isWhole) = await ReadAsync(FileOf(packed[..(packed.Length / 2)], Csv, "gzip"));
        Assert.False(isWhole);
        Assert.Contains("Nothing from there on was screened", text.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
    }

    /// <summary>What came of the answer, and whether it ended as an answer does.</summary>
    private async Task<(string Text, bool IsWhole)> ReadAsync(HttpContent file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/screenings/stream") { Content = file };
        using var answer = await service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await using var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(Cancelled);
        using var read = new MemoryStream();
        try
        {
            await body.CopyToAsync(read, Cancelled);
            return (Encoding.UTF8.GetString(read.ToArray()), true);
        }
        catch (IOException)
        {
            return (Encoding.UTF8.GetString(read.ToArray()), false);
        }
    }
}
