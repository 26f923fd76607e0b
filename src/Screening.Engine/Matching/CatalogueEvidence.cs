using Screening.Engine.Items;
using Screening.Engine.Rules;
using Screening.Engine.Text;

namespace Screening.Engine.Matching;

/// <summary>
/// Evidence from makers and models: who is named, in the description or in the field of its own, and which part numbers stand in the
/// description or in theirs. A model counts fully beside its maker; without, only as far as its shape is distinctive.
/// </summary>
internal static class CatalogueEvidence
{
    public static void Add(ref List<(int, Evidence)>? found, LineItem line, CompiledRuleSet rules, DateOnly date, MatchingScratch scratch)
    {
        if (!string.IsNullOrEmpty(line.Manufacturer))
        {
            FindMakers(line.Manufacturer, rules, date, scratch);
        }

        AddModels(ref found, new Field("description", line.Description, line.Description), (rules, date), scratch);
        AddModels(ref found, new Field("partNumber", line.PartNumber, line.Description), (rules, date), scratch);
        foreach (var hit in scratch.Makers)
        {
            if (!hit.IsAmbiguous)
            {
                AddMaker(ref found, hit, line, rules, scratch);
            }
        }
    }

    private static void FindMakers(string manufacturer, CompiledRuleSet rules, DateOnly date, MatchingScratch scratch)
    {
        scratch.OtherHits.Clear();
        TextNormalizer.Normalize(manufacturer, scratch.OtherText);
        rules.Terms.Find(manufacturer, scratch.OtherText, scratch.Readings, scratch.OtherHits);
        foreach (var hit in scratch.OtherHits)
        {
            if (LaterPart.Is(hit.Phrase))
            {
                continue;
            }

            ref readonly var use = ref rules.Phrases[hit.Phrase];
            if (use.Maker >= 0 && MakerFinder.TryRead(hit, use, scratch.OtherText, (rules, date), out var maker))
            {
                // A name that is also a word is a name where a maker is asked for.
                scratch.Makers.Add(maker with { First = -1, Last = -1, IsAmbiguous = maker.IsAmbiguous && hit.First > 0 });
            }
        }
    }

    private static void AddMaker(ref List<(int, Evidence)>? found, MakerHit hit, LineItem line, CompiledRuleSet rules, MatchingScratch scratch)
    {
        var maker = rules.Catalogue.Makers[hit.Maker];
        foreach (var (category, strength) in maker.Categories)
        {
            var governed = new Governed(category, hit.First, hit.Last);
            var weakening = Weakenings.Strongest(governed, line.Description ?? "", rules, scratch);
            var (start, length) = hit.First < 0 ? (0, line.Manufacturer!.Length) : scratch.Text.Span(hit.First, hit.Last);
            EvidenceCollector.AddStronger(found ??= [], category, new Evidence
            {
                Kind = EvidenceKind.Manufacturer,
                Field = hit.First < 0 ? "manufacturer" : "description",
                Start = start,
                Length = length,
                Text = (hit.First < 0 ? line.Manufacturer! : line.Description!).Substring(start, length),
                Rule = maker.Rule,
                Weight = Math.Round(strength * rules.Words.FactorOf(hit.Spelling) * (weakening?.Factor ?? 1), 4),
                Note = maker.Row.Note,
                Citation = maker.Row.Citation,
                Spelling = hit.Spelling == Spelling.AsWritten ? null : hit.Spelling,
                WeakenedBy = weakening,
            });
        }
    }

    private static void AddModels(ref List<(int, Evidence)>? found, Field field, (CompiledRuleSet Rules, DateOnly Date) at, MatchingScratch scratch)
    {
        if (string.IsNullOrEmpty(field.Text))
        {
            return;
        }

        scratch.Models.Clear();
        at.Rules.Catalogue.Models.Find(field.Text, scratch.Models, aloneOnly: scratch.Makers.Count == 0);
        foreach (var hit in scratch.Models)
        {
            var family = at.Rules.Catalogue.Families[hit.Family];
            var strength = family.Row.Validity.Holds(at.Date) ? StrengthOf(family, scratch) : 0;
            if (strength > 0)
            {
                EvidenceCollector.AddStronger(found ??= [], family.Category, OfModel(hit, strength, field, at.Rules, scratch));
            }
        }
    }

    /// <summary>
    /// Naming another maker takes nothing away: it may be a distributor, and a name is easily added.
    /// </summary>
    private static double StrengthOf(CompiledFamily family, MatchingScratch scratch)
    {
        foreach (var hit in scratch.Makers)
        {
            if (hit.Maker == family.Maker)
            {
                return family.Row.Strength;
            }
        }

        return family.Maker < 0 ? family.Row.Strength : family.Row.Alone;
    }

    private static Evidence OfModel(ModelHit hit, double strength, Field field, CompiledRuleSet rules, MatchingScratch scratch)
    {
        var family = rules.Catalogue.Families[hit.Family];
        var (first, last) = field.Name == "description" ? scratch.Text.TokensAt(hit.Start, hit.End) : (-1, -1);
        var weakening = Weakenings.Strongest(new Governed(family.Category, first, last), field.Description ?? "", rules, scratch);
        return new Evidence
        {
            Kind = EvidenceKind.PartNumber,
            Field = field.Name,
            Start = hit.Start,
            Length = hit.End - hit.Start,
            Text = field.Text![hit.Start..hit.End],
            Rule = family.Rule,
            Weight = Math.Round(strength * (weakening?.Factor ?? 1), 4),
            Note = family.Row.Note,
            Citation = family.Row.Citation,
            WeakenedBy = weakening,
        };
    }

    private readonly record struct Field(string Name, string? Text, string? Description);
}
