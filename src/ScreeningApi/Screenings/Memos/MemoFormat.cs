using Microsoft.Net.Http.Headers;

namespace ScreeningApi.Screenings.Memos;

/// <summary>A form in which a memo is written.</summary>
internal sealed record MemoFormat(string Name, string MediaType, Func<IEnumerable<Memo>, IEnumerable<string>> Write)
{
    public const string HtmlName = "html";
    public const string MarkdownName = "md";
    public const string HtmlType = "text/html";
    public const string MarkdownType = "text/markdown";

    public static MemoFormat Html { get; } = new(HtmlName, HtmlType, HtmlMemo.Write);

    public static MemoFormat Markdown { get; } = new(MarkdownName, MarkdownType, MarkdownMemo.Write);

    /// <summary>The form that is named, else the one that the client would rather have; null when one is named that there is not.</summary>
    public static MemoFormat? Choose(string? name, HttpRequest request) => name switch
    {
        HtmlName => Html,
        MarkdownName => Markdown,
        null => WantsMarkdown(request.GetTypedHeaders().Accept) ? Markdown : Html,
        _ => null,
    };

    /// <summary>Only one who names Markdown, and does not like HTML as well or better, gets it: what takes anything gets HTML.</summary>
    private static bool WantsMarkdown(IList<MediaTypeHeaderValue> accepted) =>
        QualityOf(accepted, MarkdownType) is > 0 and var markdown && !(QualityOf(accepted, HtmlType) >= markdown);

    private static double? QualityOf(IList<MediaTypeHeaderValue> accepted, string type) =>
        accepted.FirstOrDefault(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } named ? named.Quality ?? 1 : null;
}
