using System.Text.Json;
using Screening.Engine.Licensing;

namespace Screening.Engine.Tests.Licensing;

/// <summary>Every case of the tables comes out as it was worked out by hand.</summary>
[Trait("Category", "Licensing")]
public sealed class LicenseCaseTests
{
    private const int FewestCases = 300;

    public static TheoryData<string> Names => [.. LicenseCases.All.Select(c => c.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_comes_out_as_worked_out_by_hand(string name)
    {
        var given = LicenseCases.All.Single(c => c.ToString() == name);
        var found = given.Determine();
        var faults = new List<string>();
        if (Camel(found.Requirement) != given.Requirement)
        {
            faults.Add($"requirement {Camel(found.Requirement)}, expected {given.Requirement}");
        }

        faults.AddRange(given.Because.Where(b => !found.Because.Any(s => Says(s, b))).Select(b => $"no step {b}"));
        faults.AddRange(given.Exceptions.Where(e => !Outcomes(found, e).Contains(e)).Select(e => $"{string.Join(", ", Outcomes(found, e))} for {e}"));
        Assert.True(faults.Count == 0, $"{string.Join("; ", faults)}\nby hand: {given.Why} ({given.Citation})\n{JsonSerializer.Serialize(found, ScreeningApi.Hosting.JsonFormat.Options)}");
    }

    [Fact]
    public void There_are_as_many_cases_as_promised_and_each_has_a_name_of_its_own()
    {
        Assert.True(LicenseCases.All.Length >= FewestCases);
        Assert.Equal(LicenseCases.All.Length, LicenseCases.All.Select(c => c.ToString()).Distinct().Count());
        Assert.All(LicenseCases.All, c => Assert.True(c.Why.Length > 20 && c.Citation.Length > 5, c.Name));
    }

    private static bool Says(LicenseStep step, string expected) => expected.Split(':', 2) switch
    {
        [var code, var rule] => step.Code == code && (step.Rule == rule || step.Text.Contains(rule, StringComparison.Ordinal)),
        [var code] => step.Code == code,
        _ => false,
    };

    /// <summary>What came of the exception, which may stand in several rows: the best speaks.</summary>
    private static IEnumerable<string> Outcomes(LicenseDetermination found, string expected)
    {
        var code = expected.Split(':')[0];
        var outcomes = found.Exceptions.Where(e => e.Code == code).Select(e => e.Outcome).Order().ToList();
        return outcomes.Count == 0 ? [$"{code}:unavailable"] : [$"{code}:{Camel(outcomes.Contains(ExceptionOutcome.Available) ? ExceptionOutcome.Available : outcomes.Contains(ExceptionOutcome.Unknown) ? ExceptionOutcome.Unknown : ExceptionOutcome.Unavailable)}"];
    }

    private static string Camel<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
