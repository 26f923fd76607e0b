using Screening.Engine.Parties.Names;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>Names that are the same but for a slip, wherever it falls and whatever the words mean then.</summary>
public sealed class WholeNamesTests
{
    private readonly NameComparer _comparer = new(Shipped.Snapshot.Names!);

    [Theory]
    [InlineData("KOLVEDRAN, Qays", "KOLVEDRAN, Qayu")]
    [InlineData("RYX Kolvedran Limited", "uYX Kolvedran Limited")]
    [InlineData("Kolvedran Trading S.A.", "Kolvedran Trading qS.A.")]
    [InlineData("AL KOLVEDRAN TRANSFER CO.", "AL KOLVEDRAN TRANSFER OC.")]
    public void One_letter_of_a_short_word_is_a_hit(string left, string right) => AssertHit(left, right);

    [Theory]
    [InlineData("Joint Stock Company Kolvedran", "Stock Company Kolvedran Joint")]
    [InlineData("ZAVOD KOLVEDRAN OPEN JOINT STOCK COMPANY", "COMPANY ZAVOD KOLVEDRAN OPEN JOINT STOCK")]
    [InlineData("CTL Dis Ticaret Limited Sirketi", "Ticaret Limited Sirketi CTL Dis")]
    [InlineData("Zarmandia Middle East", "East Zarmandia Middle")]
    public void Words_in_another_order_are_a_hit_though_a_legal_form_is_torn_apart(string left, string right) => AssertHit(left, right);

    [Theory]
    [InlineData("PALLASITE VENDRI, Omar", "OmarPALLASITE VENDRI")]
    [InlineData("VLADIMIR KOLVEDRAN", "KOLVEDRANVLADIMIR")]
    public void Words_turned_round_and_written_together_are_a_hit(string left, string right) => AssertHit(left, right);

    [Theory]
    [InlineData("Zarmandia III", "Zarmandia II")]
    [InlineData("Kolvedran Trust 2005", "Kolvedran Trust 2006")]
    [InlineData("KIM, Mun Chol", "KIM, Tong-chol")]
    [InlineData("KOLVEDRAN, Abu Hafs", "KOLVEDRAN, Abu Hamza")]
    public void Another_number_and_another_word_are_no_slip(string left, string right) =>
        Assert.InRange(_comparer.Compare(left, right).Score, 0, Shipped.Snapshot.Names!.Threshold - 0.01);

    [Fact]
    public void The_explanation_says_that_the_letters_decide()
    {
        var step = _comparer.Compare("KOLVEDRAN, Qays", "KOLVEDRAN, Qayu").Explanation[^1];
        Assert.Equal(("similar", null, null), (step.Code, step.Left, step.Right));
        Assert.Contains("letters of the names together", step.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_comparer.Compare("Harrowgate Optics", "Harrowgate Optics").Explanation, s => s.Left is null);
    }

    private void AssertHit(string left, string right)
    {
        var score = _comparer.Compare(left, right).Score;
        Assert.True(score >= Shipped.Snapshot.Names!.Threshold, $"{left} / {right}: {score}");
    }
}
