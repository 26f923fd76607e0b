namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>
/// What an entry says of a license exception for some of its paragraphs; <paramref name="Amount"/> in US dollars, null where it is yes or
/// no alone. <paramref name="Open"/>: those of them that words in brackets narrow.
/// </summary>
internal sealed record ExceptionClause(bool IsAllowed, int? Amount, ParagraphList Paragraphs, IReadOnlyList<string> Open);

/// <summary>An entry of the control list as the supplement has it.</summary>
internal sealed class ControlListEntry(string entry, string heading, string place)
{
    public string Entry => entry;
    public string Heading => heading;
    public string Place => place;

    public List<EntryControl> Controls { get; } = [];

    /// <summary>Null where the entry has no such line.</summary>
    public IReadOnlyList<ExceptionClause>? Lvs { get; set; }
    public IReadOnlyList<ExceptionClause>? Gbs { get; set; }

    /// <summary>The sentences on STA; empty where there is no special condition.</summary>
    public List<string> Sta { get; } = [];

    /// <summary>The entry has a part on license requirements, so that controls are to be expected in it.</summary>
    public bool HasRequirements { get; set; }
}
