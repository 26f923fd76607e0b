using System.Text;
using Screening.Benchmarks.Bench;
using Screening.Benchmarks.Bench.Wire;

namespace ScreeningApi.Tests.Benchmarks;

/// <summary>The client of the load benchmark counts an answer when the last byte of it has come, and not before.</summary>
public sealed class AnswerEndTests
{
    private const string Head = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nLocation: /v1/screenings/7\r\n";

    [Theory]
    [InlineData(Head + "Content-Length: 5\r\n\r\nhello")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n")]
    [InlineData(Head + "\r\n")]
    public void An_answer_ends_with_its_last_byte(string answer)
    {
        var bytes = Encoding.ASCII.GetBytes(answer);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(0, AnswerEnd.Find(bytes.AsSpan(0, length)));
        }

        Assert.Equal(bytes.Length, AnswerEnd.Find(bytes));
        Assert.Equal(201, AnswerEnd.Status(bytes));
        Assert.Equal("/v1/screenings/7", Encoding.ASCII.GetString(AnswerEnd.Header(bytes, "\r\nLocation: "u8)));
    }

    [Fact]
    public void What_is_no_chunk_is_a_fault() =>
        Assert.Throws<BenchFault>(() => AnswerEnd.Find(Encoding.ASCII.GetBytes(Head + "Transfer-Encoding: chunked\r\n\r\nhello\r\n")));
}
