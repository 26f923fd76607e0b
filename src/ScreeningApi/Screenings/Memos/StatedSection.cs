using ScreeningApi.Intake;

namespace ScreeningApi.Screenings.Memos;

/// <summary>The facts as the exporter stated them, and which were not stated.</summary>
internal static class StatedSection
{
    public static MemoSection Of(ScreeningRequest request, LineContract line)
    {
        MemoItem[] facts = [.. Goods(line), .. Shipment(request)];
        var absent = facts.Where(f => f.Text.Length == 0).Select(f => f.Lead!.ToLowerInvariant().Replace("hs ", "HS ", StringComparison.Ordinal).Replace("eccn", "ECCN", StringComparison.Ordinal));
        return new MemoSection("Facts as stated", new MemoList(MemoListKind.Facts, [.. facts.Where(f => f.Text.Length > 0), .. NotStated([.. absent])]));
    }

    private static IEnumerable<MemoItem> Goods(LineContract line) =>
    [
        Fact("Description", line.Description),
        Fact("HS code", line.HsCode),
        Fact("ECCN", line.Eccn),
        Fact("Part number", line.PartNumber),
        Fact("Maker", line.Manufacturer),
        Fact("Quantity", Amount(line.Quantity, line.Unit, "no unit")),
        Fact("Value", Amount(line.Value, line.Currency, "no currency")),
        Fact("Made in", line.OriginCountry),
        Fact("Technical values", Joined(line.Parameters?.Select(p => $"{p.Name} {Amount(p.Value, p.Unit, "")}".Trim()))),
    ];

    private static IEnumerable<MemoItem> Shipment(ScreeningRequest request) =>
    [
        Fact("Leaves from", request.Origin),
        Fact("Goes to", request.Destination),
        Fact("Passes through", Joined(request.Transit)),
        .. (request.Parties ?? []).Select(p => new MemoItem(MemoText.Words($"{p.Role}"), Party(p))),
        .. request.Parties is { Count: > 0 } ? [] : new[] { Fact("Parties", null) },
        Fact("End use", request.EndUse),
        Fact("Circumstances", Joined(request.Circumstances)),
    ];

    private static MemoItem[] NotStated(string[] names) => names.Length == 0 ? [] : [new MemoItem("Not stated", string.Join(", ", names))];

    private static MemoItem Fact(string name, string? value) => new(name, string.IsNullOrWhiteSpace(value) ? "" : value);

    private static string Party(PartyContract party) => string.Join(", ", new[] { party.Name, party.Address, string.IsNullOrWhiteSpace(party.Country) ? "country not stated" : party.Country }.Where(t => !string.IsNullOrWhiteSpace(t)));

    private static string? Amount(decimal? amount, string? unit, string withoutUnit) =>
        amount is { } number ? $"{MemoText.Number(number)} {(string.IsNullOrWhiteSpace(unit) ? withoutUnit : unit)}".Trim() : null;

    private static string? Joined(IEnumerable<string>? texts) => texts is null ? null : string.Join("; ", texts);
}
