namespace Screening.Engine.Items;

/// <summary>What had to be mended to read an HS code. Labels, separators and the digits of other scripts are no damage.</summary>
[Flags]
public enum HsRepair
{
    None = 0,

    /// <summary>The code stood with the decimals of a number: <c>85423100.0</c>.</summary>
    Decimals = 1,

    /// <summary>The code stood with the separators of a number: <c>85,423,100</c>.</summary>
    Thousands = 2,

    /// <summary>The code stood as a power of ten, with all its digits: <c>8.54231E+05</c>.</summary>
    Exponent = 4,

    /// <summary>The code stood as a rounded power of ten, <c>8.54E+07</c>: only the digits that no rounding can have changed are read.</summary>
    Rounded = 8,

    /// <summary>A national code of more than ten digits: the first ten are read.</summary>
    NationalDigits = 16,

    /// <summary>The zero in front was lost: <c>10121</c> is 0101.21.</summary>
    LeadingZero = 32,

    /// <summary>The zero at the end was lost: <c>8517.6</c> as a number is 8517.60, if such a code exists and no other can be meant.</summary>
    TrailingZero = 64,

    /// <summary>A digit of the subheading is missing and more than one can be meant: the heading is read.</summary>
    HeadingOnly = 128,
}
