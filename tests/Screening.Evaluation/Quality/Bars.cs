using System.Globalization;

namespace Screening.Evaluation.Quality;

/// <summary>Shares that must be reached, counted as tests are.</summary>
internal sealed class Bars
{
    private int _passed;
    private int _failed;

    public int Failed => _failed;

    public void AtLeast(string name, int part, int whole, double bar) => Note(name, part, whole, whole > 0 && (double)part / whole >= bar, $"at least {Percent(bar)}");

    public void AtMost(string name, int part, int whole, double bar) => Note(name, part, whole, whole > 0 && (double)part / whole <= bar, $"at most {Percent(bar)}");

    /// <summary>The line that every test script of this repository ends with.</summary>
    public void PrintTotals() => Console.WriteLine($"{_passed} passed, {_failed} failed");

    private void Note(string name, int part, int whole, bool isReached, string bar)
    {
        _passed += isReached ? 1 : 0;
        _failed += isReached ? 0 : 1;
        var share = whole == 0 ? "-" : Percent((double)part / whole);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isReached ? "ok    " : "FAILED")} {name,-24} {share,8} ({part} of {whole}), {bar}"));
    }

    private static string Percent(double share) => share.ToString("0.00 %", CultureInfo.InvariantCulture);
}
