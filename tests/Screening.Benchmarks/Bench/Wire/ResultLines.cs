using System.Buffers;
using System.Buffers.Text;

namespace Screening.Benchmarks.Bench.Wire;

/// <summary>
/// Counts the rows of results while they arrive, in pieces cut anywhere, and sees whether one is missing, doubled or out of place:
/// each begins with its order and line, which are numbered without a gap. Holds nothing but the beginning of a row.
/// </summary>
internal sealed class ResultLines
{
    private const int OrderAt = 3; // behind "SO-"
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"\n"u8);

    private readonly byte[] _beginning = new byte[40];
    private int _kept;
    private byte _last, _beforeLast;
    private bool _isQuoted, _hasHeader;
    private long _order, _line;

    public long Rows { get; private set; }

    /// <summary>Rows that do not follow the one before.</summary>
    public long Misplaced { get; private set; }

    /// <summary>Rows whose last column, the error, is not empty.</summary>
    public long Faulty { get; private set; }

    public void Add(ReadOnlySpan<byte> piece)
    {
        while (true)
        {
            var at = piece.IndexOfAny(Marks);
            Keep(at < 0 ? piece : piece[..at]);
            if (at < 0)
            {
                return;
            }

            if (piece[at] == '\n' && !_isQuoted)
            {
                EndRow();
            }
            else
            {
                _isQuoted ^= piece[at] == '"';
                Keep(piece.Slice(at, 1));
            }

            piece = piece[(at + 1)..];
        }
    }

    /// <summary>Throws when not every row has come, once and in its place.</summary>
    public void Check(long expected)
    {
        if (_kept > 0 || Rows != expected || Misplaced > 0 || Faulty > 0)
        {
            throw new BenchFault($"Found {Rows} result rows, {Misplaced} out of place, {Faulty} with an error{(_kept > 0 ? ", the last one cut" : "")}; expected {expected} without any of it.");
        }
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty)
        {
            return;
        }

        _beforeLast = piece.Length > 1 ? piece[^2] : _last;
        _last = piece[^1];
        var taken = Math.Min(piece.Length, _beginning.Length - _kept);
        piece[..taken].CopyTo(_beginning.AsSpan(_kept));
        _kept += taken;
    }

    private void EndRow()
    {
        if (_hasHeader)
        {
            Rows++;
            Faulty += (_last == '\r' ? _beforeLast : _last) == ',' ? 0 : 1;
            Misplaced += Follows(_beginning.AsSpan(0, _kept)) ? 0 : 1;
        }

        _hasHeader = true;
        _kept = 0;
    }

    private bool Follows(ReadOnlySpan<byte> beginning)
    {
        if (beginning.Length <= OrderAt || !Utf8Parser.TryParse(beginning[OrderAt..], out long order, out var digits)
            || beginning.Length <= OrderAt + digits || !Utf8Parser.TryParse(beginning[(OrderAt + digits + 1)..], out long line, out _))
        {
            return false;
        }

        var follows = Rows == 1 ? line == 1 : order == _order ? line == _line + 1 : order == _order + 1 && line == 1;
        (_order, _line) = (order, line);
        return follows;
    }
}
