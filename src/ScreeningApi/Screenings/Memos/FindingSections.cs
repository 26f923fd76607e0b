using Screening.Engine;
using Screening.Engine.Matching;

namespace ScreeningApi.Screenings.Memos;

/// <summary>What was found of the goods and of the place they go to.</summary>
internal static class FindingSections
{
    public static MemoSection Findings(LineResult line) =>
        Section("Findings", line.Findings.Select(f => new MemoItem(MemoText.Words(f.Severity), f.Text, f.Citation)), "No finding.");

    /// <summary>Lists that the goods are on, entries they are in, and what they look like.</summary>
    public static MemoSection Goods(LineResult line) => Section(
        "Goods",
        [
            .. line.Listings.Select(l => new MemoItem($"{l.List}{(l.Tier is null ? "" : $" {l.Tier}")}", $"{l.Name}: {l.Code}, {Extent(l.Extent)}", MemoText.Checked(l.Citation, l.Verified))),
            .. line.Controls.Select(c => new MemoItem($"{c.Regime} {c.Entry}", $"{c.Heading} ({(c.Basis == ControlBasis.Declared ? "declared" : "inferred: no classification")})", MemoText.Checked(c.Citation, c.Verified))),
            .. line.Categories.IsEmpty ? [] : new[] { new MemoItem("Looks like", string.Join("; ", line.Categories.Select(c => $"{c.Name}, confidence {MemoText.Share(c.Confidence)}"))) },
        ],
        "On no list of goods, in no control entry, of no category.");

    public static MemoSection Destination(LineResult line) => Section(
        "Destination",
        [
            new MemoItem(null, Places(line)),
            .. line.Destination.Reasons.Select(r => new MemoItem(null, r.Text, MemoText.Checked(r.Citation, r.Verified))),
        ],
        "") with
    { Outcome = $"{line.Destination.Name}, risk {MemoText.Share(line.Destination.Risk)}{(line.Destination.Embargoed ? ", embargoed" : "")}" };

    private static string Places(LineResult line) => string.Join("; ", line.Route.Select(p => $"{MemoText.Words(p.Role)} {p.Name}{(p.Country is null ? ", not known" : $" ({p.Country})")}, risk {MemoText.Share(p.Risk)}"));

    private static string Extent(ListingExtent extent) => extent switch
    {
        ListingExtent.Full => "the whole code is listed",
        ListingExtent.Partial => "some goods of the code are listed",
        _ => "more digits would tell",
    };

    private static MemoSection Section(string heading, IEnumerable<MemoItem> items, string otherwise) =>
        new(heading, new MemoList(MemoListKind.Points, items.ToList() is { Count: > 0 } found ? found : [new MemoItem(null, otherwise)]));
}
