using System.Collections.Frozen;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.UnitedStates;

/// <summary>Words that the lists of the departments of Commerce, State and the Treasury have in common.</summary>
internal static class UsWords
{
    /// <summary>Of <c>type</c> and <c>sdnType</c>; Commerce and State do not say.</summary>
    public static readonly FrozenDictionary<string, EntryKind> Kinds = EntryWords.Of(
        ("", EntryKind.Unknown), ("Entity", EntryKind.Entity), ("Individual", EntryKind.Individual), ("Vessel", EntryKind.Vessel), ("Aircraft", EntryKind.Aircraft));

    /// <summary>
    /// What the Treasury publishes among the numbers of documents though it identifies nobody, by its beginning: every man has the same
    /// gender. It stays in the remarks.
    /// </summary>
    private static readonly string[] Circumstances =
    [
        "Gender", "Secondary sanctions risk", "Additional Sanctions Information", "Executive Order", "CAATSA Section", "IFCA", "Transactions Prohibited", "Listing Date",
        "Effective Date", "Target Type", "Nationality of Registration", "Organization Established Date", "Organization Type", "Aircraft Model", "Aircraft Manufacture Date",
        "Aircraft Mode S", "Aircraft Operator", "Vessel Year of Build", "Vessel Type", "Other Vessel", "Vessel Flag", "Former Vessel", "Website", "Email Address", "Telephone",
        "Phone", "Fax", "PEESA", "Linked To",
    ];

    public static bool Identifies(string? kind) => kind is null || !Circumstances.Any(c => kind.StartsWith(c, StringComparison.OrdinalIgnoreCase));
}
