using Screening.Engine.Parties.Names;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>Pairs of names that are one party, and pairs that are not, whatever the weights are.</summary>
public sealed class NameComparerTests
{
    private readonly NameComparer _comparer = new(Shipped.Snapshot.Names!);

    [Theory]
    [InlineData("Vektor OOO", "Vektor LLC")]
    [InlineData("ООО Вектор", "Vektor GmbH")]
    [InlineData("Harrowgate Optics GmbH", "Harrowgate Optics Limited Liability Company")]
    [InlineData("Harrowgate Optics G.m.b.H.", "Harrowgate Optics Ltd.")]
    [InlineData("NPK FOTONIKA LIMITED LIABILITY COMP", "LLC NPK Fotonika")]
    [InlineData("Northwind Vessels S.A.", "NORTHWIND VESSELS SA")]
    [InlineData("Otkrytoe Aktsionernoe Obshchestvo Kolvedran", "OJSC Kolvedran")]
    public void A_legal_form_in_another_language_or_length_is_the_same(string left, string right) => AssertHit(left, right);

    [Theory]
    [InlineData("GUANGZHOU HAIGE COMM GRP", "Guangzhou Haige Communications Group")]
    [InlineData("Zarmandia Intl Trdg Co", "Zarmandia International Trading Company")]
    [InlineData("Kolvedran Tech Ltd", "Kolvedran Technology Ltd")]
    public void Shortened_words_are_found(string left, string right) => AssertHit(left, right);

    [Theory]
    [InlineData("TIKRITI, Saddam Hussein", "Saddam Hussein Tikriti")]
    [InlineData("KIM, Mun Chol", "Mun Chol KIM")]
    [InlineData("Makarenko Ivan Petrovich", "Ivan Petrovich Makarenko")]
    [InlineData("Zarmandia Kolvedran Trading", "Kolvedran Zarmandia Trading")]
    public void The_order_of_names_does_not_hide_anybody(string left, string right) => AssertHit(left, right);

    [Theory]
    [InlineData("Al-Haramain Foundation", "Haramain Foundation")]
    [InlineData("The Harrowgate Optics Company", "Harrowgate Optics")]
    [InlineData("Osama bin Laden", "Osama Laden")]
    [InlineData("Abd al-Rahman al-Makki", "Abd Rahman Makki")]
    public void Particles_say_little(string left, string right) => AssertHit(left, right);

    [Theory]
    [InlineData("Владимир Путин", "Vladimir Putin")]
    [InlineData("Сергей Макаренко", "Sergei Makarenko")]
    [InlineData("Щербаков Алексей", "Shcherbakov Aleksei")]
    [InlineData("صدام حسين", "Saddam Hussein")]
    [InlineData("حسن نصر الله", "Hassan Nasrallah")]
    [InlineData("华为技术有限公司", "Huawei Technology Co., Ltd.")]
    [InlineData("김정은", "Kim Jong Un")]
    [InlineData("Γεώργιος Παπαδόπουλος", "Georgios Papadopoulos")]
    [InlineData("タカガワ株式会社", "Takagawa K.K.")]
    public void Another_script_does_not_hide_anybody(string left, string right) => AssertHit(left, right);

    [Theory]
    [InlineData("Harrowgate Optics", "Harowgate Optics")]
    [InlineData("Harrowgate Optics", "Harrowgaet Optics")]
    [InlineData("Bellweather Chandlery", "Bellwether Chandlery")]
    [InlineData("Johnn Smith", "John Smith")]
    [InlineData("Muammar Qadhafi", "Moammar Gaddafi")]
    [InlineData("Gennady Timchenko", "Gennadi Timtchenko")]
    [InlineData("Youssef Nada", "Yusuf Nada")]
    public void Typing_errors_and_respellings_are_seen_through(string left, string right) => AssertHit(left, right);

    [Theory]
    [InlineData("Al Haramain Foundation", "Alharamain Foundation")]
    [InlineData("North Wind Vessels", "Northwind Vessels")]
    [InlineData("RahimReza Zarmandia", "Rahim Reza Zarmandia")]
    [InlineData("Harrowgate OpticsGmbH", "Harrowgate Optics GmbH")]
    [InlineData("ZarmandiaLLC", "Zarmandia LLC")]
    [InlineData("LLCZarmandia", "Zarmandia")]
    public void Words_written_together_or_apart_are_the_same(string left, string right) => AssertHit(left, right);

    [Theory]
    [InlineData("Modem Industries", "Modern Industries")]
    [InlineData("Harrowgate 0ptics", "Harrowgate Optics")]
    [InlineData("Be11weather Chandlery", "Bellweather Chandlery")]
    public void What_scanners_confuse_is_seen_through(string left, string right) => AssertHit(left, right);

    /// <summary>Whether initials make a hit is a matter of the threshold; they are returned, and say more than other initials.</summary>
    [Theory]
    [InlineData("J. R. Makarenko", "K. T. Makarenko", "John Robert Makarenko")]
    [InlineData("V. R. Makarenko", "T. K. Makarenko", "Viktor Robert Makarenko")]
    [InlineData("И.Я. Макаренко", "К.Т. Макаренко", "Иван Яковлевич Макаренко")]
    public void Initials_come_near_to_the_names_they_stand_for(string initials, string others, string name)
    {
        var (fits, differs) = (_comparer.Compare(initials, name).Score, _comparer.Compare(others, name).Score);
        Assert.True(fits >= Shipped.Snapshot.Names!.Cutoff && fits > differs, $"{fits} {differs}");
    }

    [Theory]
    [InlineData("Trust 2005", "Trust 2006")]
    [InlineData("KIM, Mun Chol", "KIM, Tong-chol")]
    [InlineData("A-B-C Company", "Global Shipping Company")]
    [InlineData("EMMA LLC", "Emma Daniels")]
    [InlineData("Deutsche Bank", "Dresdner Bank")]
    [InlineData("Mohammed Hassan", "Mohammed Qasim")]
    [InlineData("Zarmandia Trading LLC", "Kolvedran Trading LLC")]
    [InlineData("First National Bank", "First Regional Bank of Zarmandia")]
    [InlineData("48th Research Institute", "49th Research Institute")]
    [InlineData("Wang Wei", "Wang Jun")]
    [InlineData("Ivan Makarenko", "Ivan Shakhtar")]
    [InlineData("Falcon General Trading LLC", "Eagle General Trading LLC")]
    [InlineData("JSC Vektor", "JSC Sektor Petroleum")]
    [InlineData("the", "Harrowgate Optics Ltd")]
    public void Other_parties_are_no_hit(string left, string right)
    {
        var comparison = _comparer.Compare(left, right);
        Assert.True(comparison.Score < Shipped.Snapshot.Names!.Threshold, $"{left} / {right}: {comparison.Score}");
    }

    [Theory]
    [InlineData("11420 CORP", "ANY CORP")]
    [InlineData("Zarmandia", "Kolvedran")]
    [InlineData("Zarmandia GmbH", "Kolvedran GmbH")]
    public void A_legal_form_in_common_is_next_to_nothing(string left, string right) => Assert.InRange(_comparer.Compare(left, right).Score, 0, 0.2);

    [Theory]
    [InlineData("John Smith", "Jon Smith", "John Smith", "Johnn Smith")]
    [InlineData("Harrowgate Optics", "Harowgate Optics", "Harrowgate Optics", "Harrrowgate Optics")]
    [InlineData("Ivan Makarenko", "Ivan Makarenco", "Ivan Makarenko", "Ivan Makkarenko")]
    public void One_letter_more_and_one_letter_less_count_much_the_same(string left, string right, string otherLeft, string otherRight)
    {
        const double Near = 0.12;
        var (one, other) = (_comparer.Compare(left, right).Score, _comparer.Compare(otherLeft, otherRight).Score);
        Assert.True(Math.Abs(one - other) <= Near, $"{left} / {right}: {one}; {otherLeft} / {otherRight}: {other}");
    }

    [Theory]
    [InlineData("Harrowgate Optics Ltd", "Harrowgate Optics Ltd", "same")]
    [InlineData("Harrowgate Optics Ltd", "Harrowgate Optics GmbH", "variant")]
    [InlineData("Harrowgate Optics", "Harowgate Optics", "similar")]
    [InlineData("North Wind Vessels", "Northwind Vessels", "joined")]
    [InlineData("J. Makarenko", "John Makarenko", "initial")]
    [InlineData("Zarmandia Kolv", "Zarmandia Kolvedran", "abbreviation")]
    [InlineData("Harrowgate Optics Pallasite", "Harrowgate Optics", "onlyLeft")]
    [InlineData("Harrowgate Optics", "Harrowgate Optics Pallasite", "onlyRight")]
    [InlineData("Zarmandia Trust 2005", "Zarmandia Trust 2006", "otherNumber")]
    [InlineData("Zarmandia Kolvedran Trading", "Kolvedran Zarmandia Trading", "otherOrder")]
    public void The_explanation_says_what_links_the_words(string left, string right, string code) =>
        Assert.Contains(code, _comparer.Compare(left, right).Explanation.Select(s => s.Code));

    private void AssertHit(string left, string right)
    {
        var comparison = _comparer.Compare(left, right);
        Assert.True(comparison.Score >= Shipped.Snapshot.Names!.Threshold, $"{left} / {right}: {comparison.Score}\n{string.Join('\n', comparison.Explanation.Select(s => s.Text))}");
    }
}
