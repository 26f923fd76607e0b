using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace ScreeningApi.Hosting;

/// <summary>
/// A JSON writer over memory that is used again: an answer is put together in one piece, so that its length is known before it is sent and
/// nothing is made for it that the garbage collector has to take away. For one thread at a time; disposing gives it back.
/// </summary>
internal sealed class PooledJson : IDisposable
{
    /// <summary>Of answers this large there are few, and memory is better given back.</summary>
    private const int MostKept = 1 << 20;

    private static readonly DefaultObjectPool<PooledJson> Pool = new(new DefaultPooledObjectPolicy<PooledJson>());

    /// <summary>Strings are escaped as <see cref="JsonFormat"/> has it; what is written is not checked again for being well-formed.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JsonFormat.Options.Encoder, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _buffer = new(16 * 1024);

    public PooledJson() => Writer = new Utf8JsonWriter(_buffer, Options);

    public Utf8JsonWriter Writer { get; }

    public static PooledJson Rent() => Pool.Get();

    /// <summary>What was written up to now; valid until more is written.</summary>
    public ReadOnlyMemory<byte> Written
    {
        get
        {
            Writer.Flush();
            return _buffer.WrittenMemory;
        }
    }

    public void Dispose()
    {
        if (_buffer.Capacity > MostKept)
        {
            return;
        }

        _buffer.ResetWrittenCount();
        Writer.Reset();
        Pool.Return(this);
    }
}
