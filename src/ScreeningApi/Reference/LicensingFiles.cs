namespace ScreeningApi.Reference;

/// <summary>Reads the files that licenses are determined by.</summary>
internal static class LicensingFiles
{
    public static LicensingData Read(string folder) => new()
    {
        Regimes = ReferenceFile.Read(Path.Combine(folder, "regimes.csv"), r => new LicenseRegimeRecord
        {
            Ordinal = r.Ordinal, Regime = r.Required("regime"), Name = r.Required("name"), Home = r.Required("home"),
            ControlList = r.Required("control_list"), Citation = r.Required("citation"), Source = r.Required("source"), AsOf = r.Text("as_of"),
            Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        ControlReasons = ReferenceFile.Read(Path.Combine(folder, "control_reasons.csv"), r => new ControlReasonRecord
        {
            Ordinal = r.Ordinal, Regime = r.Required("regime"), Entry = r.Required("entry"), Reason = r.Required("reason"),
            Paragraphs = r.List("paragraphs"), Except = r.List("except"), Decides = r.Text("decides"), Parameter = r.Text("parameter"),
            Citation = r.Required("citation"), Source = r.Required("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"),
            ValidFrom = r.From, ValidTo = r.To,
        }),
        ControlExceptions = ReferenceFile.Read(Path.Combine(folder, "control_exceptions.csv"), r => new ControlExceptionRecord
        {
            Ordinal = r.Ordinal, Regime = r.Required("regime"), Entry = r.Required("entry"), Paragraphs = r.List("paragraphs"),
            LvsUsd = r.Money("lvs_usd"), Gbs = r.Text("gbs"), Sta = r.Text("sta"), Other = r.List("other"), Citation = r.Required("citation"),
            Source = r.Required("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Reasons = ReferenceFile.Read(Path.Combine(folder, "license_reasons.csv"), r => new LicenseReasonRecord
        {
            Ordinal = r.Ordinal, Regime = r.Required("regime"), Reason = r.Required("reason"), Name = r.Required("name"), Test = r.Required("test"),
            Policy = r.Text("policy"), PolicyCitation = r.Text("policy_citation"), Citation = r.Required("citation"), Source = r.Required("source"),
            AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Sanctions = ReferenceFile.Read(Path.Combine(folder, "sanctions.csv"), r => new SanctionRecord
        {
            Ordinal = r.Ordinal, Regime = r.Required("regime"), Code = r.Required("code"), Places = r.Required("places"), Items = r.Required("items"),
            Spares = r.Text("spares"), ExceptionsLeft = r.List("exceptions_left"), Effect = r.Required("effect"), Text = r.Required("text"),
            Policy = r.Text("policy"), Citation = r.Required("citation"), Source = r.Required("source"), AsOf = r.Text("as_of"),
            Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        EndUses = ReferenceFile.Read(Path.Combine(folder, "end_uses.csv"), r => new EndUseRecord
        {
            Ordinal = r.Ordinal, Regime = r.Required("regime"), Code = r.Required("code"), Kinds = r.List("kinds"), Places = r.Required("places"),
            Items = r.Required("items"), Asks = r.Flag("asks", "yes"), ExceptionsLeft = r.List("exceptions_left"), Effect = r.Required("effect"),
            Text = r.Required("text"), Question = r.Text("question"), Policy = r.Text("policy"), Citation = r.Required("citation"),
            Source = r.Required("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Bars = ReferenceFile.Read(Path.Combine(folder, "bars.csv"), r => new LicenseBarRecord
        {
            Ordinal = r.Ordinal, Regime = r.Required("regime"), Code = r.Required("code"), Places = r.Required("places"), Items = r.Required("items"),
            Reasons = r.List("reasons"), ExceptionsLeft = r.List("exceptions_left"), Text = r.Required("text"), Citation = r.Required("citation"),
            Source = r.Required("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Exceptions = ReferenceFile.Read(Path.Combine(folder, "exceptions.csv"), r => new LicenseExceptionRecord
        {
            Ordinal = r.Ordinal, Regime = r.Required("regime"), Code = r.Required("code"), Section = r.Required("section"), Name = r.Required("name"),
            Conditions = r.List("conditions"), Note = r.Text("note"), Citation = r.Required("citation"), Source = r.Required("source"),
            AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Conditions = ReferenceFile.Read(Path.Combine(folder, "conditions.csv"), r => new ExceptionConditionRecord
        {
            Ordinal = r.Ordinal, Condition = r.Required("condition"), Regime = r.Required("regime"), Kind = r.Required("kind"), Test = r.Text("test"),
            Holds = r.Text("holds"), Fails = r.Text("fails"), Open = r.Text("open"), Parameter = r.Text("parameter"),
            Citation = r.Required("citation"), Source = r.Required("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"),
            ValidFrom = r.From, ValidTo = r.To,
        }),
        EndUseTerms = ReferenceFile.Read(Path.Combine(folder, "end_use_terms.csv"), r => new EndUseTermRecord
        {
            Ordinal = r.Ordinal, Kind = r.Required("kind"), Lang = r.Required("lang"), Values = r.List("values"), NotAfter = r.List("not_after"),
            Citation = r.Required("citation"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Circumstances = ReferenceFile.Read(Path.Combine(folder, "circumstances.csv"), r => new CircumstanceRecord
        {
            Ordinal = r.Ordinal, Circumstance = r.Required("circumstance"), Opposite = r.Text("opposite"), Text = r.Required("text"),
            Citation = r.Required("citation"), ValidFrom = r.From, ValidTo = r.To,
        }),
        ExchangeRates = ReferenceFile.Read(Path.Combine(folder, "exchange_rates.csv"), r => new ExchangeRateRecord
        {
            Ordinal = r.Ordinal, Currency = r.Required("currency"), Usd = r.Money("usd") ?? 0, Citation = r.Required("citation"),
            Source = r.Required("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        ItemLists = ReferenceFile.Read(Path.Combine(folder, "annex_iv.csv"), r => new ItemListRecord
        {
            Ordinal = r.Ordinal, List = r.Required("list"), Regime = r.Required("regime"), Entry = r.Required("entry"),
            Paragraphs = r.List("paragraphs"), Decides = r.Text("decides"), Parameter = r.Text("parameter"), Citation = r.Required("citation"),
            Source = r.Required("source"), AsOf = r.Text("as_of"), Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
        Holes = ReferenceFile.Read(Path.Combine(folder, "holes.csv"), r => new TableHoleRecord
        {
            Ordinal = r.Ordinal, Name = r.Required("name"), Hole = r.Required("hole"), Citation = r.Required("citation"), ValidFrom = r.From,
            ValidTo = r.To,
        }),
        Steps = ReferenceFile.Read(Path.Combine(folder, "steps.csv"), r => new LicenseStepRecord
        {
            Ordinal = r.Ordinal, Regime = r.Required("regime"), Code = r.Required("code"), Text = r.Required("text"), Question = r.Text("question"),
            Parameter = r.Text("parameter"), Citation = r.Required("citation"), Source = r.Required("source"), AsOf = r.Text("as_of"),
            Verified = r.Required("verified"), ValidFrom = r.From, ValidTo = r.To,
        }),
    };
}
