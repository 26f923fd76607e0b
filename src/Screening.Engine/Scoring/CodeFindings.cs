using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Scoring;

/// <summary>What is to be said about the declared HS code itself: mended, retired, unknown, or at odds with the words.</summary>
internal static class CodeFindings
{
    private const string OwnRule = "screening method";
    private const string Nomenclature = "WCO Harmonized System 2022";

    public static bool Any(in ItemFacts item) =>
        item.HsCode is { } code && (code.Repair != HsRepair.None || item.Standing.Status != HsStatus.Known || item.Denial is not null);

    /// <param name="isAsked">Whether the right code could change the verdict, so that it is asked for.</param>
    public static void Add(in ItemFacts item, bool isAsked, List<Finding> findings)
    {
        if (item.HsCode is not { } code)
        {
            return;
        }

        var severity = isAsked ? FindingSeverity.Incomplete : FindingSeverity.Info;
        if (code.Repair != HsRepair.None)
        {
            findings.Add(Make("hsCodeRepaired", code.HasLostDigits ? severity : FindingSeverity.Info, $"The HS code was sent as '{code.Sent}' and read as {code.Digits}: {Mended(code.Repair)}.", OwnRule));
        }

        if (item.Standing is { Status: HsStatus.Unknown } standing)
        {
            findings.Add(Make("hsCodeUnknown", severity, $"The Harmonized System as it stands has no code {Shown(code)}: {(standing.KnownDigits == 0 ? "no such chapter exists" : $"{code.Digits[..standing.KnownDigits]} exists, but not what follows")}. A wrong digit may hide what the goods are.", Nomenclature));
        }

        if (item.Standing.Status == HsStatus.National)
        {
            findings.Add(Make("hsCodeNational", severity, $"Chapter {code.Digits[..2]} is left to each country: the code {Shown(code)} does not say what the goods are.", Nomenclature));
        }

        if (item.Standing.Retired is { } row)
        {
            findings.Add(Make("hsCodeRetired", severity, $"The code {row.Code} holds no more since {row.Validity.To:yyyy-MM-dd}: the goods are now under {string.Join(", ", row.Successors)} ({row.Note}). Rules and lists were searched for the old code and for those.", row.Citation));
        }

        if (item.Denial is { } denial)
        {
            findings.Add(Make("descriptionContradictsCode", FindingSeverity.Info, $"The code {code.Sent} is one for {denial.Category.Name}, but '{denial.Word.WeakenedBy!.Text}' gives '{denial.Word.Text}' another sense. The code counts in full.", OwnRule));
        }
    }

    private static string Shown(HsCode code) => code.Repair == HsRepair.None ? code.Sent.Trim() : code.Digits;

    private static string Mended(HsRepair repair)
    {
        var reasons = new List<string>();
        foreach (var (flag, text) in Reasons)
        {
            if ((repair & flag) != 0)
            {
                reasons.Add(text);
            }
        }

        return string.Join("; ", reasons);
    }

    private static readonly (HsRepair, string)[] Reasons =
    [
        (HsRepair.Decimals, "it stood as a number with decimals"),
        (HsRepair.Thousands, "it stood as a number with separators"),
        (HsRepair.Exponent, "it stood as a power of ten"),
        (HsRepair.Rounded, "the number was rounded, and only these digits are certain; format the cell as text and send the code again"),
        (HsRepair.NationalDigits, "the first ten digits are read of a longer national code"),
        (HsRepair.LeadingZero, "the zero in front was lost"),
        (HsRepair.TrailingZero, "the zero at the end was lost"),
        (HsRepair.HeadingOnly, "a digit is missing, and more than one subheading begins like this"),
    ];

    private static Finding Make(string code, FindingSeverity severity, string text, string citation) => new() { Code = code, Severity = severity, Text = text, Citation = citation };
}
