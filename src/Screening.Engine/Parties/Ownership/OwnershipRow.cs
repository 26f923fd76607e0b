namespace Screening.Engine.Parties.Ownership;

/// <summary>Somebody who owns or is owned: by name, by the entry of a list, or both.</summary>
/// <param name="Name">As stated; empty when only the entry is.</param>
/// <param name="List">Code of the list; null when only a name is stated.</param>
/// <param name="EntryId">Id of the entry in the list; null when only a name is stated.</param>
public sealed record OwnershipParty(string Name, string? List = null, string? EntryId = null)
{
    /// <summary>Equal for the same entry; for names that differ in case, accents, punctuation and word breaks alone.</summary>
    public string Key { get; } = List is not null && EntryId is not null ? KeyOf(List, EntryId) : PartyKey.Of(Name);

    /// <summary>How it is called in texts.</summary>
    public string Shown => Name.Length > 0 ? Name : $"{List}/{EntryId}";

    /// <summary>The key of an entry: no key of a name begins like it.</summary>
    public static string KeyOf(string list, string entryId) => $"#{list}/{entryId}";
}

/// <summary>Somebody owns a part of somebody.</summary>
/// <param name="Share">0 to 1; null when not known, which is never taken for nothing.</param>
/// <param name="Source">Where that is known from.</param>
/// <param name="AsOf">The day on which it was so; null when not stated.</param>
public sealed record OwnershipRow(OwnershipParty Owned, OwnershipParty Owner, decimal? Share, string Source = "", DateOnly? AsOf = null);
