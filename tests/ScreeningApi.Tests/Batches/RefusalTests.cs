using System.Globalization;
using System.Text;
using ScreeningApi.Tests.Support;
using static ScreeningApi.Tests.Batches.BatchSteps;

namespace ScreeningApi.Tests.Batches;

/// <summary>Files that are not taken: of none of them anything is stored, and their keys are free again.</summary>
public sealed class RefusalTests(BatchFixture service) : IClassFixture<BatchFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("description,hs_code\nCotton T-shirts,6109.10\n", 400, "missingColumn", "found no column destination")]
    [InlineData("destination,consignee\nFR,Maison Bleue\n", 400, "missingColumn", "found no column that says what the goods are")]
    [InlineData(Orders.Header + "\n", 422, "noRows", "found a header and no row")]
    [InlineData(Orders.Header, 422, "noRows", "found a header and no row")]
    [InlineData(Orders.Header + "\n,,,,\n\n", 422, "noRows", "found a header and no row")]
    [InlineData("", 422, "noHeader", "found no header")]
    [InlineData("\n\n", 422, "noHeader", "found no header")]
    [InlineData("description,destination,Ship-To Country,Ship to country\nCotton T-shirts,FR,FR,FR\n", 202, null, null)]
    [InlineData("description,Ship-To Country,Ship to country\nCotton T-shirts,FR,DE\n", 400, "ambiguousColumn", "found two columns")]
    [InlineData(Orders.Header + "\nA-1,\"Cotton T-shirts,6109.10,FR,Maison Bleue\nA-2,Chairs,9401.61,FR,Maison Bleue\n", 400, "unclosedQuote", "row 2, column 'description'")]
    [InlineData("%PDF-1.7\n", 415, "unsupportedFormat", "found a PDF document")]
    public async Task A_file_that_cannot_be_screened_is_refused_with_the_reason(string file, int status, string? code, string? found)
    {
        var key = Guid.NewGuid().ToString();
        using var answer = await service.Http.PostFileAsync(FileOf(file), key);
        Assert.Equal(status, (int)answer.StatusCode);
        if (code is not null)
        {
            var problem = await ProblemAnswer.ReadAsync(answer);
            Assert.Equal(code, problem.Code);
            Assert.Contains(found!, problem.Detail, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("expected", problem.Detail, StringComparison.Ordinal);
            await service.AssertFreeAsync(key);
        }
    }

    [Theory]
    [InlineData("application/pdf", "unsupportedFormat")]
    [InlineData("application/json", "unsupportedFormat")]
    [InlineData("image/png", "unsupportedFormat")]
    [InlineData("nonsense", "unsupportedFormat")]
    [InlineData("text/csv; charset=klingon", "unsupportedCharset")]
    [InlineData("multipart/mixed; boundary=x", "unsupportedFormat")]
    [InlineData("multipart/form-data", "unsupportedFormat")]
    public async Task A_media_type_that_is_not_read_is_415(string media, string code)
    {
        var key = Guid.NewGuid().ToString();
        using var answer = await service.Http.PostFileAsync(FileOf(Orders.Mixed, media), key);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((415, code), (problem.Status, problem.Code));
        await service.AssertFreeAsync(key);
    }

    [Theory]
    [InlineData("compress", 415, "unsupportedEncoding")]
    [InlineData("gzip", 400, "damagedContent")]
    [InlineData("br", 400, "damagedContent")]
    [InlineData("zstd", 400, "damagedContent")]
    public async Task A_content_encoding_that_is_not_known_or_not_true_is_refused(string encoding, int status, string code)
    {
        var key = Guid.NewGuid().ToString();
        using var answer = await service.Http.PostFileAsync(FileOf(Encoding.UTF8.GetBytes(Orders.Mixed), Csv, encoding), key);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((status, code), (problem.Status, problem.Code));
        await service.AssertFreeAsync(key);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_few_bytes_that_become_millions_are_413(string encoding)
    {
        var key = Guid.NewGuid().ToString();
        using var answer = await service.Http.PostFileAsync(FileOf(Compressed([.. Encoding.UTF8.GetBytes(Orders.Mixed), .. Enumerable.Repeat((byte)'\n', 8 << 20)], encoding), Csv, encoding), key);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((413, "decompressionBomb"), (problem.Status, problem.Code));
        await service.AssertFreeAsync(key);
    }

    [Theory]
    [InlineData(null, 400, "missingIdempotencyKey")]
    [InlineData("two words", 400, "invalidIdempotencyKey")]
    public async Task Without_a_key_that_can_be_used_nothing_is_taken(string? key, int status, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = FileOf(Orders.Mixed) };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        var before = await CountAsync();
        using var answer = await service.Http.SendAsync(request, Cancelled);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((status, code, before), (problem.Status, problem.Code, await CountAsync()));
    }

    [Theory]
    [InlineData("?map=description", "badMap")]
    [InlineData("?map=nowhere:destination", "badMap")]
    [InlineData("?map=description:nothing", "badMap")]
    [InlineData("?map=description:end_use&map=consignee:end_use", "badMap")]
    [InlineData("?mapp=a:b", "unknownParameter")]
    public async Task A_mapping_that_makes_no_sense_is_400(string query, string code)
    {
        var key = Guid.NewGuid().ToString();
        using var answer = await service.Http.PostFileAsync(Orders.Mixed, key, query);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((400, code), (problem.Status, problem.Code));
        await service.AssertFreeAsync(key);
    }

    [Fact]
    public async Task A_form_without_a_file_or_with_other_fields_is_400()
    {
        foreach (var (form, code) in new[] { (Form(("map", "a:description", null, null)), "missingFile"), (Form(("other", "text", null, null), ("file", Orders.Mixed, "a.csv", null)), "unknownPart") })
        {
            using var answer = await service.Http.PostFileAsync(form);
            var problem = await ProblemAnswer.ReadAsync(answer);
            Assert.Equal((400, code), (problem.Status, problem.Code));
            form.Dispose();
        }

        using var cut = FileOf("no boundary in here", "multipart/form-data; boundary=x");
        using var broken = await service.Http.PostFileAsync(cut);
        Assert.Equal(400, (await ProblemAnswer.ReadAsync(broken)).Status);
    }

    [Fact]
    public async Task A_file_that_turns_out_unreadable_after_many_stored_chunks_leaves_nothing_behind()
    {
        // Texts that do not compress, so that several steps are stored before the end is seen.
        var chance = new Random(20261125);
        var text = new StringBuilder(Orders.Header).Append('\n');
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[150];
            chance.NextBytes(bytes);
            text.Append(CultureInfo.InvariantCulture, $"S-{i},{Convert.ToHexString(bytes)},6109.10,FR,Maison Bleue\n");
        }

        var key = Guid.NewGuid().ToString();
        using var answer = await service.Http.PostFileAsync(text.Append("S-0,\"never closed").ToString(), key);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((400, "unclosedQuote"), (problem.Status, problem.Code));
        Assert.Contains("row 20002", problem.Detail, StringComparison.Ordinal);
        await service.AssertFreeAsync(key);
    }

    [Fact]
    public async Task A_refused_file_sent_twenty_times_at_once_is_refused_each_time()
    {
        for (var round = 0; round < 5; round++)
        {
            var key = Guid.NewGuid().ToString();
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.Http.PostFileAsync(Orders.Mixed + "A-6,\"never closed", key)));
            foreach (var answer in answers)
            {
                Assert.Contains((await ProblemAnswer.ReadAsync(answer)).Code, new[] { "unclosedQuote", "idempotencyKeyInFlight", "tooManyUploads" });
                answer.Dispose();
            }

            await service.AssertFreeAsync(key);
        }
    }

    private Task<long> CountAsync() => service.AskAsync<long>("select count(*) from batches");
}
