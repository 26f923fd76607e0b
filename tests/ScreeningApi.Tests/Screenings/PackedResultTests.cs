using System.Security.Cryptography;
using ScreeningApi.Screenings;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings;

/// <summary>What is packed today is read for as long as rows are kept.</summary>
public sealed class PackedResultTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    /// <summary>A result that was packed when dictionary 1 was made.</summary>
    private const string Kept = "0128b52ffd2444750000187b5d7d0200cb0423c07ec4c9ae311cd829";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000)]
    [InlineData(5_000_000)]
    public void Bytes_of_any_length_come_back_as_they_were(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        Assert.Equal(bytes, PackedResult.Unpack(PackedResult.Pack(bytes)));
    }

    [Fact]
    public void A_dictionary_never_changes() => Assert.Equal(
        "ee8db4646dc11cbb0b15de0c54963756ea35c7064ba120720654539505626ec7",
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "db", "dictionaries", "1.jsonl")))));

    [Fact]
    public void What_was_packed_once_can_be_read() =>
        Assert.Equal("""{"verdict":"noFinding","riskScore":0.0,"riskLevel":"low","lines":[]}""", System.Text.Encoding.UTF8.GetString(PackedResult.Unpack(Convert.FromHexString(Kept))));

    [Fact]
    public void What_is_damaged_is_not_taken_for_a_result()
    {
        var packed = PackedResult.Pack("""{"verdict":"noFinding"}"""u8);
        for (var i = 0; i < packed.Length; i++)
        {
            var damaged = packed.ToArray();
            damaged[i] ^= 0x40;
            var unpacked = Array.Empty<byte>();
            if (Record.Exception(() => unpacked = PackedResult.Unpack(damaged)) is { } fault)
            {
                Assert.IsType<InvalidDataException>(fault);
            }
            else
            {
                Assert.Equal("""{"verdict":"noFinding"}"""u8, unpacked); // a bit without meaning
            }

            Assert.Throws<InvalidDataException>(() => PackedResult.Unpack(packed.AsSpan(0, i)));
        }
    }

    [Fact]
    public async Task What_is_stored_is_small_and_is_what_the_audit_entry_has_the_digest_of()
    {
        using var posted = await service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("DE"));
        var id = Guid.Parse((await posted.ReadJsonAsync()).Text("id"));
        var packed = await service.AskAsync<byte[]>("select result_packed from screenings where id = $1", id);
        var result = PackedResult.Unpack(packed);
        Assert.InRange(packed.Length, 1, result.Length / 3);
        byte[] both = [.. await service.AskAsync<byte[]>("select convert_to(request::text, 'UTF8') from screenings where id = $1", id), .. result];
        Assert.Equal(SHA256.HashData(both), await service.AskAsync<byte[]>("select digest from audit_entries where subject = $1", $"{id}"));
    }
}
