namespace ScreeningApi.Reference.Import;

/// <summary>What the person who imports says of the text: the day it stood so, where it was had, and whether its rows bring their own provenance.</summary>
internal sealed record ImportTerms(DateOnly AsOf, string Source, bool RowsNameTheirSource = false)
{
    public string AsOfText => AsOf.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
