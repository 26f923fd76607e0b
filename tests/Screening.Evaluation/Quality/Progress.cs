namespace Screening.Evaluation.Quality;

/// <summary>Says how far a long run is: on a terminal in place, elsewhere at every quarter.</summary>
internal sealed class Progress(string what, int total)
{
    private const int Step = 500;

    private int _done;

    public void Next()
    {
        _done++;
        if (!Console.IsErrorRedirected && (_done % Step == 0 || _done == total))
        {
            Console.Error.Write(_done == total ? "\r\u001b[2K" : $"\r\u001b[2K{what}: {_done:N0} of {total:N0}");
        }
        else if (Console.IsErrorRedirected && _done % Math.Max(1, total / 4) == 0)
        {
            Console.Error.WriteLine($"{what}: {_done:N0} of {total:N0}");
        }
    }
}
