using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.ScreeningList;

/// <summary>The lists of which the Consolidated Screening List is made: their codes stand in their names.</summary>
internal static class CslSource
{
    /// <summary><c>Specially Designated Nationals (SDN) - Treasury Department</c> is SDN, <c>Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department</c> NS-MBS.</summary>
    public static string CodeOf(SourceRecord record, string? source)
    {
        var name = record.Required("source", source);
        var (open, close) = (name.IndexOf('('), name.IndexOf(')'));
        var code = open >= 0 && close > open ? name[(open + 1)..close].Split(' ')[0] : "";
        return code.Length is > 0 and <= 12 && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-')
            ? code
            : throw record.Fault("source", $"a text of {name.Length} characters without the code of a list in parentheses", "such as 'Entity List (EL) - Bureau of Industry and Security'");
    }
}
