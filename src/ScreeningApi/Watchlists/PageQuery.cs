using System.Globalization;
using ScreeningApi.Hosting;

namespace ScreeningApi.Watchlists;

/// <summary>How pages are asked for.</summary>
internal static class PageQuery
{
    public const string LimitName = "limit";
    public const string CursorName = "cursor";

    private const int DefaultLimit = 50;
    private const int MaxShown = 40;

    public static IResult? RefuseLimit(HttpContext context, string? text, int most, out int limit)
    {
        limit = DefaultLimit;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit >= 1 && limit <= most) ? null
            : Refuse(context, LimitName, "outOfRange", $"found '{Shown(text)}', expected 1 to {most}");
    }

    public static IResult RefuseCursor(HttpContext context) => Refuse(context, CursorName, "invalidCursor", "found no cursor of this list, expected next of the page before");

    public static IResult Refuse(HttpContext context, string name, string code, string detail) =>
        Problems.Invalid(context, [new FieldError { Pointer = "?" + name, Code = code, Detail = detail }]);

    public static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Shown(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + "…";
}
