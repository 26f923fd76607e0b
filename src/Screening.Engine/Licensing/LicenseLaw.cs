using System.Collections.Immutable;
using Screening.Engine.Items;

namespace Screening.Engine.Licensing;

/// <summary>
/// Determines under every regime whether an item needs a license. Each place and each classification is worked out on its own, and the
/// strictest answer counts. What was concluded and not declared settles nothing.
/// </summary>
public static class LicenseLaw
{
    private const int MostInferred = 4;

    private static readonly string AssumedScope = Step.NameOf(StepCode.ScopeAssumed);

    /// <summary>One determination for each regime, in the order of the data.</summary>
    public static ImmutableArray<LicenseDetermination> Determine(in LicensedItem item, Consignment consignment, LicenseTables tables)
    {
        var regimes = consignment.Tables.Regimes;
        var determinations = ImmutableArray.CreateBuilder<LicenseDetermination>(regimes.Length);
        for (var i = 0; i < regimes.Length; i++)
        {
            determinations.Add(Determine(item, consignment, tables, i));
        }

        return determinations.MoveToImmutable();
    }

    /// <summary>Under one regime only.</summary>
    /// <param name="regime">Its place in the order of the data.</param>
    internal static LicenseDetermination Determine(in LicensedItem item, Consignment consignment, LicenseTables tables, int regime) =>
        new RegimeCase(consignment.Tables.Regimes[regime], regime, item, consignment, tables.Stated).Determine();

    /// <summary>True for a regime whose law this program knows.</summary>
    internal static bool Knows(string regime) => regime is UnitedStates.Law.Regime or EuropeanUnion.Law.Regime or UnitedKingdom.Law.Regime;

    /// <summary>The steps that the law of a regime takes: each needs a sentence.</summary>
    internal static IEnumerable<StepCode> StepsOf(string regime) => regime switch
    {
        UnitedStates.Law.Regime => CommonSteps.Concat(UnitedStates.Law.OwnSteps),
        EuropeanUnion.Law.Regime => CommonSteps.Concat(EuropeanUnion.Law.OwnSteps),
        _ => CommonSteps.Concat(UnitedKingdom.Law.OwnSteps),
    };

    private static readonly StepCode[] CommonSteps =
    [
        StepCode.PlaceUnknown, StepCode.OtherPlace, StepCode.Classification, StepCode.ClassificationInferred, StepCode.ClassificationMissing, StepCode.ClassificationDisputed,
        StepCode.Sanction, StepCode.SanctionOpen, StepCode.SanctionSpares, StepCode.EndUse, StepCode.EndUseOpen, StepCode.Clause, StepCode.ReasonOpen,
        StepCode.ExceptionsBarred, StepCode.ExceptionAvailable, StepCode.NoException, StepCode.ReviewPolicy, StepCode.UnverifiedFact, StepCode.NoLicense,
    ];

    /// <summary>An item under one regime.</summary>
    private readonly struct RegimeCase(RegimeTables regime, int index, LicensedItem item, Consignment consignment, StatedFacts stated)
    {
        public LicenseDetermination Determine()
        {
            var declared = Strictest(item.Declared);
            return item.Inferred.IsEmpty ? Make(declared, item.Declared is null ? LicenseBasis.None : BasisOf(declared)) : WithInferred(declared);
        }

        /// <summary>What was concluded can leave an answer open, and never settles it.</summary>
        private LicenseDetermination WithInferred(DeliberationResult declared)
        {
            DeliberationResult? gravest = null;
            var entry = "";
            for (var i = 0; i < Math.Min(item.Inferred.Length, MostInferred); i++)
            {
                if (item.Declared is { } known && known.Entry == item.Inferred[i].Entry)
                {
                    continue;
                }

                var result = Strictest(item.Inferred[i]);
                (gravest, entry) = gravest is null || result.Strictness > gravest.Strictness ? (result, item.Inferred[i].ToString()) : (gravest, entry);
            }

            // Without a classification nothing is settled but by where the goods are and go: no classification changes that.
            var isSettled = declared.Requirement is LicenseRequirement.Required or LicenseRequirement.ExceptionAvailable || (item.Declared is null && declared.Requirement == LicenseRequirement.NotRequired);
            if (gravest is null || isSettled)
            {
                return Make(declared, item.Declared is null ? LicenseBasis.None : BasisOf(declared));
            }

            var basis = gravest.Requirement == LicenseRequirement.Required ? LicenseBasis.InferredRequired : LicenseBasis.Inferred;
            return item.Declared is null ? Make(Inferred(gravest, StepCode.ClassificationInferred, entry), basis)
                : gravest.Requirement == LicenseRequirement.NotRequired || declared.Requirement == LicenseRequirement.Unknown ? Make(declared, BasisOf(declared))
                : Make(Inferred(declared, StepCode.ClassificationDisputed, entry), basis);
        }

        private DeliberationResult Inferred(DeliberationResult result, StepCode code, string entry)
        {
            var step = regime.StepOf(code);
            var terms = new TextTerms(entry, consignment.Places[0].Text) { Other = item.Declared?.ToString() ?? "" };
            result.Steps.Insert(0, new LicenseStep { Code = step.Name, Text = step.Text.Fill(terms), Citation = step.Row.Source.Citation, Rule = entry });
            result.Questions.Insert(0, new LicenseQuestion { Parameter = step.Row.Parameter, Why = step.Question.Fill(terms) });
            return result with { Requirement = LicenseRequirement.Unknown };
        }

        /// <summary>Of all places; the first of those that are equally strict speaks.</summary>
        private DeliberationResult Strictest(Eccn? classification)
        {
            var classified = Classify(classification);
            var strictest = Decide(classified, consignment.Places[0]);
            List<LicenseQuestion>? open = strictest.Requirement == LicenseRequirement.Unknown ? strictest.Questions : null;
            for (var i = 1; i < consignment.Places.Length; i++)
            {
                var other = Decide(classified, consignment.Places[i]);
                open = other.Requirement != LicenseRequirement.Unknown ? open : open is null ? other.Questions : [.. open, .. other.Questions];
                if (other.Strictness > strictest.Strictness)
                {
                    SayOtherPlace(other, classified, consignment.Places[i]);
                    strictest = other;
                }
            }

            return open is null || consignment.Places.Length == 1 ? strictest : WithOpenPlace(strictest, open);
        }

        /// <summary>While it is open what another place asks for, no exception can be relied on; what is asked there is asked as well.</summary>
        private DeliberationResult WithOpenPlace(DeliberationResult strictest, List<LicenseQuestion> open)
        {
            strictest = strictest with { Questions = [.. strictest.Questions.Concat(open).Distinct()] };
            if (strictest.Requirement != LicenseRequirement.ExceptionAvailable)
            {
                return strictest;
            }

            var none = regime.StepOf(StepCode.NoException);
            var available = regime.StepOf(StepCode.ExceptionAvailable).Name;
            return strictest with
            {
                Requirement = LicenseRequirement.Required,
                Steps = [.. strictest.Steps.Where(s => s.Code != available), new LicenseStep { Code = none.Name, Text = none.Text.Fill(default), Citation = none.Row.Source.Citation }],
                Exceptions = [.. strictest.Exceptions.Select(e => e.Outcome == ExceptionOutcome.Available ? e with { Outcome = ExceptionOutcome.Unknown } : e)],
            };
        }

        private void SayOtherPlace(DeliberationResult result, in ClassifiedItem classified, ConsignmentPlace place)
        {
            var step = regime.StepOf(StepCode.OtherPlace);
            result.Steps.Insert(0, new LicenseStep { Code = step.Name, Text = step.Text.Fill(new TextTerms(classified.Text, place.Text)), Citation = step.Row.Source.Citation });
        }

        private ClassifiedItem Classify(Eccn? classification) => classification is not { } eccn ? new ClassifiedItem(item, "", "", null, consignment.Tables)
            : new ClassifiedItem(item, eccn.Entry, eccn.Paragraphs, regime.FindEntry(eccn.Entry), consignment.Tables);

        private DeliberationResult Decide(in ClassifiedItem classified, ConsignmentPlace place)
        {
            var d = new Deliberation(regime, classified, consignment, place, index);
            if (place.Place is null)
            {
                d.Say(StepCode.PlaceUnknown);
                return d.Conclude(LicenseRequirement.Unknown);
            }

            return d.Conclude(regime.Row.Regime switch
            {
                UnitedStates.Law.Regime => UnitedStates.Law.Decide(d, stated),
                EuropeanUnion.Law.Regime => EuropeanUnion.Law.Decide(d),
                _ => UnitedKingdom.Law.Decide(d),
            });
        }

        private static LicenseBasis BasisOf(DeliberationResult result) =>
            result.Steps.Exists(s => s.Code == AssumedScope) ? LicenseBasis.ScopeAssumed : LicenseBasis.Declared;

        private LicenseDetermination Make(DeliberationResult result, LicenseBasis basis) => new()
        {
            Regime = regime.Row.Regime,
            Requirement = result.Requirement,
            Because = [.. result.Steps],
            Exceptions = result.Exceptions,
            Questions = [.. result.Questions],
            Verified = result.Trail.AreAllConfirmed,
            AsOf = result.Trail.OldestAsOf,
            Basis = basis,
        };
    }
}
