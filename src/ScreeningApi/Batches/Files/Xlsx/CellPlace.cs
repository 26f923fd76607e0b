namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>Where a cell stands: the letters of <c>AB12</c>.</summary>
internal static class CellPlace
{
    public const int MaxRows = 1_048_576;
    public const int MaxColumns = 16_384;

    /// <summary>The column from zero; -1 when the place is none.</summary>
    public static int ColumnOf(ReadOnlySpan<char> place)
    {
        var column = 0;
        var letters = 0;
        while (letters < place.Length && letters < 4 && char.IsAsciiLetter(place[letters]))
        {
            column = column * 26 + (place[letters] & 0x1F);
            letters++;
        }

        return letters > 0 && column <= MaxColumns ? column - 1 : -1;
    }
}
