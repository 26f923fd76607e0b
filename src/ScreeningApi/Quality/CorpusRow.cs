using Screening.Engine.Items;

namespace ScreeningApi.Quality;

/// <summary>How a row of the corpus says what it is.</summary>
internal enum CorpusRowKind
{
    /// <summary>The words name the goods.</summary>
    Named,

    /// <summary>Only a maker, a model or a part number is there.</summary>
    Model,

    /// <summary>Another row in another spelling.</summary>
    Respelled,

    /// <summary>Ordinary goods that sound like something else: belongs to no category.</summary>
    Lookalike,
}

/// <summary>A description with what it really is.</summary>
/// <param name="Id">Unique in the corpus.</param>
/// <param name="Language">ISO 639-1, with a script where that matters: <c>zh-Hant</c>.</param>
/// <param name="Category">The code of the category; <see cref="NoCategory"/> for look-alikes.</param>
/// <param name="HsCode">Null where the row has none.</param>
internal sealed record CorpusRow(string Id, string Language, CorpusRowKind Kind, string Category, HsCode? HsCode, string Description)
{
    public const string NoCategory = "none";

    public bool IsLookalike => Kind == CorpusRowKind.Lookalike;

    /// <summary>The name of the kind as it stands in the files.</summary>
    public string KindName => NameOf(Kind);

    public static string NameOf(CorpusRowKind kind) => kind.ToString().ToLowerInvariant();
}
