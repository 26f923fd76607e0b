using System.Text;
using ScreeningApi.Tests.Support;
using static ScreeningApi.Tests.Batches.BatchSteps;

namespace ScreeningApi.Tests.Batches;

/// <summary>Files at the limits of what is taken, and one beyond.</summary>
public sealed class SizeTests(SmallBatchFixture service) : IClassFixture<SmallBatchFixture>
{
    [Fact]
    public async Task One_row_too_many_is_413_and_the_greatest_number_is_taken()
    {
        var key = Guid.NewGuid().ToString();
        using var refused = await service.Http.PostFileAsync(Short(SmallBatchFixture.MaxRows + 1), key);
        var problem = await ProblemAnswer.ReadAsync(refused);
        Assert.Equal((413, "tooManyRows"), (problem.Status, problem.Code));
        Assert.Contains($"more than {SmallBatchFixture.MaxRows} rows, expected", problem.Detail, StringComparison.Ordinal);
        await service.AssertFreeAsync(key);
        Assert.Equal(SmallBatchFixture.MaxRows, (await service.Http.AcceptedAsync(FileOf(Short(SmallBatchFixture.MaxRows)))).GetProperty("rows").GetInt32());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task One_byte_too_many_is_413_and_the_greatest_size_is_taken(string? encoding)
    {
        var greatest = Encoding.UTF8.GetBytes(Orders.Header + "\nA-1,Cotton T-shirts,6109.10,FR,".PadRight(SmallBatchFixture.MaxBytes - Orders.Header.Length, 'x'));
        byte[] more = [.. greatest, (byte)'x'];
        var key = Guid.NewGuid().ToString();
        using var refused = await service.Http.PostFileAsync(FileOf(Sent(more), Csv, encoding), key);
        var problem = await ProblemAnswer.ReadAsync(refused);
        Assert.Equal((413, "tooLarge"), (problem.Status, problem.Code));
        Assert.Contains($"more than {SmallBatchFixture.MaxBytes} bytes, expected", problem.Detail, StringComparison.Ordinal);
        await service.AssertFreeAsync(key);
        Assert.Equal(1, (await service.Http.AcceptedAsync(FileOf(Sent(greatest), Csv, encoding))).GetProperty("rows").GetInt32());

        byte[] Sent(byte[] plain) => encoding is null ? plain : Compressed(plain, encoding);
    }

    private static string Short(int rows) => "description,destination\n" + string.Concat(Enumerable.Repeat("Chairs,FR\n", rows));
}
