using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Licensing;
using Screening.Engine.Matching;

namespace Screening.Engine.Scoring;

/// <summary>What the license determinations of a line mean for its verdict; the gravest speaks.</summary>
/// <param name="Effect"><c>Flag</c> where they settle nothing and only ask.</param>
internal sealed record LicenseConcern(string Code, MeasureEffect Effect, LicenseDetermination Determination, string Text, string Citation)
{
    private const string Required = "licenseRequired", Exception = "licenseException", Inferred = "inferredLicense", Open = "licenseOpen";

    /// <summary>Steps by which a license is asked for.</summary>
    private static readonly FrozenSet<string> Decisive = new[]
    {
        StepCode.Sanction, StepCode.EndUse, StepCode.CountryChart, StepCode.ReasonApplies, StepCode.EveryParagraph, StepCode.Listed, StepCode.AnnexIV,
        StepCode.ClassificationInferred, StepCode.ClassificationDisputed,
    }.Select(Step.NameOf).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Null when they have nothing to say.</summary>
    /// <param name="hasControl">Whether a declared entry is one that is known.</param>
    public static LicenseConcern? Of(ImmutableArray<LicenseDetermination> licenses, bool hasControl)
    {
        LicenseConcern? gravest = null;
        foreach (var license in licenses)
        {
            var concern = Of(license, hasControl);
            gravest = concern is not null && (gravest is null || concern.Effect > gravest.Effect) ? concern : gravest;
        }

        return gravest;
    }

    /// <summary>What would settle the licenses is asked where they decide; questions that are there already come first.</summary>
    public static ImmutableArray<Question> Ask(LicenseConcern? concern, ImmutableArray<Question> questions)
    {
        if (concern is not { Code: Open })
        {
            return questions;
        }

        var all = questions.ToBuilder();
        foreach (var question in concern.Determination.Questions)
        {
            if (!all.Any(q => q.Parameter == question.Parameter))
            {
                all.Add(new Question { Parameter = question.Parameter, Unit = null, Why = question.Why });
            }
        }

        return all.DrainToImmutable();
    }

    private static LicenseConcern? Of(LicenseDetermination license, bool hasControl)
    {
        var isOwn = license.Basis is LicenseBasis.Declared or LicenseBasis.None;
        return license switch
        {
            { Requirement: LicenseRequirement.Required } when isOwn => Make(Required, MeasureEffect.LicenseRequired, license, $"A license is required ({license.Regime})."),
            { Requirement: LicenseRequirement.ExceptionAvailable } when isOwn => Make(Exception, MeasureEffect.Review, license, $"A license is required unless {ExceptionOf(license)} is used ({license.Regime}): somebody must confirm its conditions."),
            { Basis: LicenseBasis.InferredRequired } => Make(Inferred, MeasureEffect.Review, license, $"The stated values meet a control entry for which a license would be needed ({license.Regime})."),
            { Requirement: LicenseRequirement.NotRequired } or { Basis: LicenseBasis.Inferred or LicenseBasis.None } => null,
            _ when hasControl || license.Basis == LicenseBasis.ScopeAssumed && license.Requirement != LicenseRequirement.Unknown => Make(Open, MeasureEffect.Flag, license, ""),
            _ => null,
        };
    }

    private static LicenseConcern Make(string code, MeasureEffect effect, LicenseDetermination license, string text)
    {
        var decisive = DecisiveStep(license);
        return new LicenseConcern(code, effect, license, decisive is null ? text : $"{text} {decisive.Text}", decisive?.Citation ?? license.Because[0].Citation);
    }

    /// <summary>The first step that a license is asked for by.</summary>
    private static LicenseStep? DecisiveStep(LicenseDetermination license)
    {
        foreach (var step in license.Because)
        {
            if (Decisive.Contains(step.Code))
            {
                return step;
            }
        }

        return null;
    }

    private static string ExceptionOf(LicenseDetermination license)
    {
        foreach (var trial in license.Exceptions)
        {
            if (trial.Outcome == ExceptionOutcome.Available)
            {
                return trial.Code;
            }
        }

        return "an exception";
    }
}
