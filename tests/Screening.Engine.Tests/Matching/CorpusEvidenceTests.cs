using Screening.Engine.Items;
using Screening.Engine.Tests.Support;
using ScreeningApi.Quality;

namespace Screening.Engine.Tests.Matching;

/// <summary>Every description of the labelled corpus, in all its languages and spellings.</summary>
public sealed class CorpusEvidenceTests
{
    [Fact]
    public void Each_piece_of_evidence_points_at_exactly_the_characters_that_were_sent()
    {
        var wrong = new List<string>();
        var seen = 0;
        foreach (var row in LabelledCorpus.Read(LabelledCorpus.Shipped).Rows)
        {
            var line = new LineItem { LineNo = 1, Description = row.Description, HsCode = row.HsCode };
            var result = ScreeningEngine.Screen(new Shipment { DecisiveDate = Ship.Today, Destination = new Place("", null), Lines = [line] }, Shipped.Snapshot).Lines[0];
            foreach (var evidence in result.Categories.SelectMany(c => c.Evidence).Where(e => e.Start is not null))
            {
                seen++;
                var (start, length) = (evidence.Start!.Value, evidence.Length ?? -1);
                var isInside = evidence.Field == "description" && length > 0 && start >= 0 && start + length <= row.Description.Length;
                if (!isInside || row.Description.Substring(start, length) != evidence.Text)
                {
                    wrong.Add($"{row.Id}: {evidence.Rule} says '{evidence.Text}' at {start}, {length} of '{row.Description}'");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.InRange(seen, 1000, int.MaxValue);
    }
}
