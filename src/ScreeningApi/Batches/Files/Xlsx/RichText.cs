namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>A text in pieces of different fonts, each in a <c>t</c>. Phonetic readings beside it are not part of it.</summary>
internal static class RichText
{
    /// <summary>Reads the element that was entered, up to its end.</summary>
    public static void Read(PartXml xml, TextOfCell text)
    {
        text.Clear();
        if (xml.IsEmpty)
        {
            return;
        }

        var element = xml.Name;
        var isPhonetic = false;
        while (xml.Next() && !(xml.IsEnd && xml.Name == element))
        {
            if (xml is { Name: "rPh", IsEmpty: false })
            {
                isPhonetic = xml.IsStart;
            }
            else if (xml is { IsStart: true, Name: "t" } && !isPhonetic)
            {
                xml.ReadText(text);
            }
        }

        text.Unescape();
    }
}
