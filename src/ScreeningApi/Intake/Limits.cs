namespace ScreeningApi.Intake;

/// <summary>Bounds on what a request may hold. Lengths count UTF-16 units.</summary>
internal static class Limits
{
    public const int Reference = 100;
    public const int Country = 100;
    public const int Transit = 20;
    public const int Parties = 100;
    public const int PartyName = 300;
    public const int Address = 500;
    public const int EndUse = 1000;
    public const int Circumstances = 50;
    public const int Lines = 1000;
    public const int LineNo = 1_000_000_000;
    public const int Description = 4000;
    public const int Code = 32;
    public const int PartNumber = 100;
    public const int Manufacturer = 200;
    public const int Unit = 20;
    public const int Parameters = 50;
    public const int ParameterName = 60;
    public const double Amount = 1e15;
    public const int EarliestYear = 1990;
    public const int YearsAhead = 5;
}
