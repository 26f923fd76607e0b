namespace Screening.Engine.Licensing;

/// <summary>The steps that the code itself takes; their sentences and citations are data.</summary>
internal enum StepCode
{
    Jurisdiction,
    JurisdictionDeclared,
    JurisdictionAssumed,
    JurisdictionOpen,
    NotSubject,
    Scope,
    ScopeAssumed,
    OutsideScope,
    Domestic,
    PlaceUnknown,
    PlaceOpen,
    OtherPlace,
    Classification,
    ClassificationInferred,
    ClassificationMissing,
    ClassificationByCorrespondence,
    ClassificationDisputed,
    UnknownEntry,
    Ear99,
    OtherAgency,
    ReasonsNotHeld,
    NotListed,
    ListNotHeld,
    Sanction,
    SanctionOpen,
    SanctionSpares,
    EndUse,
    EndUseOpen,
    Clause,
    CountryChart,
    CountryChartBlank,
    ReasonApplies,
    ReasonDoesNotApply,
    EveryParagraph,
    ReasonOpen,
    Listed,
    AnnexIV,
    IntraUnion,
    ExceptionsBarred,
    ExceptionAvailable,
    NoException,
    ReviewPolicy,
    UnverifiedFact,
    NoLicense,
}

/// <summary>The sentence of a step, compiled.</summary>
internal sealed record Step(StepRow Row, StepCode Code, TextTemplate Text, TextTemplate Question)
{
    /// <summary>As it stands in the answer, made once.</summary>
    public string Name { get; } = NameOf(Code);

    public static string NameOf(StepCode code) => code.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
