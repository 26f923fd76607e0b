using System.Text.Json;

namespace ScreeningApi.Watchlists.Formats.Json;

/// <summary>Texts of a document; null for bytes or escapes that are no text, at which the library throws as if the program were at fault.</summary>
internal static class JsonText
{
    public static string? Of(JsonElement value) => Try(() => value.GetString());

    public static string? NameOf(JsonProperty property) => Try(() => property.Name);

    public static string? Of(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Try(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
