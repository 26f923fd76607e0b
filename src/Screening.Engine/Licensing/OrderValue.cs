using System.Globalization;

namespace Screening.Engine.Licensing;

/// <summary>Whether an order is within the limit of the entry for shipments of limited value, in whatever currency it is.</summary>
internal static class OrderValue
{
    private const string LimitCurrency = "USD";

    public static ConditionOutcome Try(Deliberation d, ref TextTerms terms)
    {
        var amount = AmountOf(d, ref terms);
        var outcome = EntryTest.WithinLimit(d.Item, amount, ref d.Trail, out var limits);
        terms = terms with { Limit = limits switch { (null, _) => "", var (low, high) when low == high => Dollars(low.Value), var (low, high) => $"{Dollars(low!.Value)} to {Dollars(high!.Value)}" } };
        return outcome;
    }

    /// <summary>In US dollars; null when it was not stated, or there is no rate that was checked.</summary>
    private static decimal? AmountOf(Deliberation d, ref TextTerms terms)
    {
        d.Item.Item.ValueMark?.Set();
        if (d.Item.Item.Value is not { Currency: { } currency } value)
        {
            terms = terms with { Value = "an amount that is not stated with its currency" };
            return null;
        }

        if (currency == LimitCurrency)
        {
            terms = terms with { Value = Dollars(value.Amount) };
            return value.Amount;
        }

        if (d.Consignment.Tables.FindRate(currency) is not { } rate || rate.Source.IsUnchecked)
        {
            terms = terms with { Value = $"{Number(value.Amount)} {currency}, for which there is no rate" };
            return null;
        }

        d.Trail.Use(rate.Source);
        var dollars = Convert(value.Amount, rate.Usd);
        terms = terms with { Value = $"{Dollars(dollars)} ({Number(value.Amount)} {currency})" };
        return dollars;
    }

    /// <summary>An amount that no number holds is over every limit.</summary>
    private static decimal Convert(decimal amount, decimal rate) => rate > 1 && amount > decimal.MaxValue / rate ? decimal.MaxValue : amount * rate;

    private static string Dollars(decimal amount) => $"USD {Number(Math.Round(amount, 2))}";

    private static string Number(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);
}
