namespace ScreeningApi.Reference.Import;

/// <summary>
/// A row that a text holds: its key, where it stands, and what it makes of the published row, null when there is none. A derived one
/// follows from another row: however often that is read, it is no second copy.
/// </summary>
internal sealed record SaidRow<T>(string Key, string Place, Func<T?, T> Of, bool IsDerived = false) where T : class;

/// <summary>Something that a person has to look at. What is <paramref name="IsGap"/> may hide rows: nothing is stored beside it without a word.</summary>
internal sealed record Notice(string Place, string Text, bool IsGap);

/// <summary>What was read of a text for one table.</summary>
internal sealed class TextReading<T> where T : class
{
    public List<SaidRow<T>> Said { get; } = [];

    public List<Notice> Notices { get; } = [];

    /// <summary>Whether the text would name the row if it still held; rows of which it never speaks are left alone.</summary>
    public Func<T, bool> SpeaksOf { get; init; } = _ => true;

    /// <summary>A text may say nothing for the table.</summary>
    public bool IsOptional { get; init; }

    public void Gap(string place, string text) => Notices.Add(new Notice(place, text, IsGap: true));

    public void Note(string place, string text) => Notices.Add(new Notice(place, text, IsGap: false));
}
