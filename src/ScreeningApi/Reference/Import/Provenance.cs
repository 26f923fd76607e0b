namespace ScreeningApi.Reference.Import;

/// <summary>Notes on a row where it was read last, and how far it is now checked.</summary>
internal static class Provenance
{
    private const string Yes = "yes", Single = "single", No = "no";
    private const string OfParent = "row of the parent";
    private const string Agrees = "; agrees with ";

    /// <summary>Read from one official text, and nowhere else.</summary>
    public static T New<T>(T row, SaidRow<T> said, ImportTerms terms) where T : class =>
        row is SourcedRecord sourced && !terms.RowsNameTheirSource
            ? As<T>(sourced with { Source = said.IsDerived ? OfParent : terms.Source, AsOf = terms.AsOfText, Verified = Single })
            : row;

    /// <summary>The published row says the same. Where it was had from another copy, two now agree; a row that nobody had checked is no copy.</summary>
    public static T Confirmed<T>(T published, T next, SaidRow<T> said, ImportTerms terms) where T : class
    {
        if (terms.RowsNameTheirSource || published is not SourcedRecord known)
        {
            return next;
        }

        var isSameCopy = known.Source == terms.Source || known.Source.StartsWith(terms.Source + Agrees, StringComparison.Ordinal);
        return As<T>(
            isSameCopy || said.IsDerived ? known with { AsOf = terms.AsOfText }
            : known.Verified == No ? known with { Source = terms.Source, AsOf = terms.AsOfText, Verified = Single }
            : known with { Source = terms.Source + Agrees + First(known.Source), AsOf = terms.AsOfText, Verified = Yes });
    }

    public static bool IsVerified(object row) => row is SourcedRecord { Verified: Yes };

    private static string First(string source) => source.Split(Agrees)[0];

    private static T As<T>(SourcedRecord row) where T : class => (T)(object)row;
}
