using System.Buffers.Binary;

namespace ScreeningApi.Storage;

/// <summary>The month that a row is partitioned by. The database's <c>month_of</c> says the same.</summary>
internal static class Months
{
    /// <summary>The last millisecond of the year 9999: dates end there.</summary>
    private const long LastMillisecond = 253_402_300_799_999;

    private const int GuidBytes = 16;

    /// <summary>First day of the month (UTC) in which a UUIDv7 was made: its first 48 bits are milliseconds since 1970. Null for other ids, which this service never makes.</summary>
    public static DateOnly? MonthOf(Guid id)
    {
        const int Rfc9562Variant = 0b10;
        Span<byte> bytes = stackalloc byte[GuidBytes];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        if (id.Version != 7 || id.Variant >> 2 != Rfc9562Variant || milliseconds > LastMillisecond)
        {
            return null;
        }

        var made = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return new DateOnly(made.Year, made.Month, 1);
    }
}
