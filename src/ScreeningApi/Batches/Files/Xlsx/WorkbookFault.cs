using System.Xml;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>The ways in which an archive or its XML tells that it is damaged, all as one.</summary>
internal static class WorkbookFault
{
    public static InputFileException Damaged(string what) => new($"Found {what}, expected a workbook as spreadsheet programs save it.", 400, "damagedWorkbook");

    public static InputFileException TooLarge(string what) => new($"Found {what} in the workbook, which is too much; send the rows as CSV.", 413, "tooLarge");

    /// <summary>True for what the base library throws at damaged input; what we throw ourselves says more.</summary>
    public static bool IsDamage(Exception fault) =>
        fault is not InputFileException and (XmlException or InvalidDataException or IOException or NotSupportedException);

    /// <summary>Does something with the workbook's bytes.</summary>
    public static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            throw Damaged($"a damaged workbook ({fault.GetType().Name})");
        }
    }
}
