using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Screening.Benchmarks.Bench;
using Screening.Benchmarks.Bench.Rows;
using Screening.Benchmarks.Bench.Wire;

namespace ScreeningApi.Tests.Batches;

/// <summary>The benchmark's client says that no row is missing: it must notice when one is.</summary>
public sealed class BenchmarkClientTests
{
    private const int Rows = 3000;
    private const string Key = "any";
    private const string Header = "shipment_ref,line_no,and so on,verdict,top_reason,error\n";

    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with { Separator = ',' };

    private static readonly Lazy<string[]> Answer = new(() => [.. Answered()]);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(int.MaxValue)]
    public void Every_row_is_counted_wherever_the_pieces_are_cut(int piece) => Counted(Answer.Value, piece).Check(Rows);

    [Theory]
    [InlineData(1)]
    [InlineData(1500)]
    [InlineData(Rows)]
    public void A_missing_row_is_noticed(int row) => Assert.Throws<BenchFault>(() => Counted([.. Answer.Value.Where((_, i) => i != row)]).Check(Rows));

    [Theory]
    [InlineData(1)]
    [InlineData(1500)]
    [InlineData(Rows)]
    public void A_row_in_the_place_of_another_is_noticed(int row) =>
        Assert.True(Counted([.. Answer.Value.Select((line, i) => i == row ? Answer.Value[row == 1 ? 2 : row - 1] : line)]).Misplaced > 0);

    [Fact]
    public void Rows_that_changed_places_are_noticed() =>
        Assert.True(Counted([Answer.Value[0], Answer.Value[2], Answer.Value[1], .. Answer.Value.Skip(3)]).Misplaced > 0);

    [Fact]
    public void A_row_with_an_error_is_noticed()
    {
        var lines = Counted([.. Answer.Value.Select((line, i) => i == 42 ? line.TrimEnd('\n') + "\"row 43, column value: found 'x', expected a number\"\n" : line)]);
        Assert.Equal((Rows, 1, 0), (lines.Rows, lines.Faulty, lines.Misplaced));
        Assert.Throws<BenchFault>(() => lines.Check(Rows));
    }

    [Fact]
    public void A_row_that_was_cut_is_noticed() => Assert.Throws<BenchFault>(() => Counted([.. Answer.Value.SkipLast(1), Answer.Value[^1].TrimEnd('\n')]).Check(Rows));

    [Fact]
    public async Task What_comes_back_while_rows_are_still_sent_is_counted_to_the_end()
    {
        await using var service = await EchoAsync(int.MaxValue);
        var results = new ResultLines();
        await new ChunkedExchange(UrlOf(service), Key).RunAsync("/echo", new OrderBook(Rows), results, TestContext.Current.CancellationToken);
        results.Check(Rows);
    }

    [Fact]
    public async Task An_answer_that_is_cut_is_a_fault()
    {
        await using var service = await EchoAsync(1000);
        var exchange = new ChunkedExchange(UrlOf(service), Key).RunAsync("/echo", new OrderBook(Rows), new ResultLines(), TestContext.Current.CancellationToken);
        Assert.True(await Record.ExceptionAsync(() => exchange) is BenchFault or IOException);
    }

    [Fact]
    public async Task A_refusal_is_a_fault_that_says_which()
    {
        await using var service = await EchoAsync(0);
        var fault = await Assert.ThrowsAsync<BenchFault>(() => new ChunkedExchange(UrlOf(service), Key).RunAsync("/nowhere", new OrderBook(1), new ResultLines(), TestContext.Current.CancellationToken));
        Assert.Contains("404", fault.Message, StringComparison.Ordinal);
    }

    private static ResultLines Counted(string[] lines, int piece = 1000)
    {
        var (counted, bytes) = (new ResultLines(), Encoding.UTF8.GetBytes(string.Concat(lines)));
        for (long at = 0; at < bytes.Length; at += piece)
        {
            counted.Add(bytes.AsSpan((int)at, (int)Math.Min(piece, bytes.Length - at)));
        }

        return counted;
    }

    private static IEnumerable<string> Answered()
    {
        using var reader = CsvReader.Create(new OrderBookStream(Rows), Options);
        yield return Header;
        while (reader.Read())
        {
            yield return LineOf(reader);
        }
    }

    /// <summary>The row as it was sent, every other cell in quotes, and the columns of a result behind it.</summary>
    private static string LineOf(CsvReader reader) =>
        string.Join(',', Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).Select((cell, i) => i < 2 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
        + ",noFinding,\"a reason,\nof two lines\",\n";

    /// <summary>Answers rows as they come, and breaks off after so many.</summary>
    private static async Task<WebApplication> EchoAsync(int atMost)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/echo", EchoAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;

        async Task EchoAsync(HttpContext context)
        {
            await using var reader = CsvReader.Create(context.Request.Body, Options);
            await context.Response.WriteAsync(Header, context.RequestAborted);
            while (await reader.ReadAsync(context.RequestAborted))
            {
                if (reader.RowNumber > atMost)
                {
                    context.Abort();
                    return;
                }

                await context.Response.WriteAsync(LineOf(reader), context.RequestAborted);
            }
        }
    }

    private static Uri UrlOf(WebApplication app) => new(app.Urls.First());
}
