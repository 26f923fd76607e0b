using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Reference.Import;

/// <summary>Makes rows of a list of goods from the codes of a text. Descriptions stay ours; a new row has none until somebody words it, unless the text may be quoted.</summary>
internal static class ListingText
{
    /// <summary>The list as it is known; null for one that the table of lists does not have.</summary>
    public static ListRecord? Find(ReferenceData published, string list) => published.RuleSet.Lists.FirstOrDefault(l => l.List == list);

    /// <summary>One row for a code: where the text has it in whole and in part, it is meant in whole.</summary>
    public static IEnumerable<SaidRow<ListingRecord>> Rows(ListRecord list, IEnumerable<TariffRow> rows, bool mayQuote) =>
        rows.GroupBy(r => r.Code.Digits).Select(codes =>
        {
            var isPartial = codes.All(c => c.Code.IsPartial);
            var description = mayQuote ? TextTable.Short(codes.First().Description) : "";
            return new SaidRow<ListingRecord>(
                ReferenceTables.ListingKey(list.List, list.Tier, codes.Key), codes.First().Place,
                known => (known ?? new ListingRecord { List = list.List, Tier = list.Tier, Code = codes.Key, Description = description, Citation = list.Citation }) with { Partial = isPartial });
        });
}
