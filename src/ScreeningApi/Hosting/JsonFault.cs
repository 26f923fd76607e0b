using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ScreeningApi.Hosting;

/// <summary>Says in the caller's terms what is wrong with a JSON body: where, what was found, what was expected. No type names of ours.</summary>
internal static class JsonFault
{
    private const int MaxShown = 40;

    public static FieldError Explain(JsonException fault, byte[] body)
    {
        var pointer = Pointer(fault.Path);
        var (code, expected) = Classify(fault.Message);
        if (code is "unknownMember" or "duplicateMember")
        {
            return new FieldError { Pointer = pointer, Code = code, Detail = expected };
        }

        return Parses(body, out var root)
            ? new FieldError { Pointer = pointer, Code = code, Detail = $"found {Shown(root, pointer)}, expected {expected}" }
            : new FieldError { Pointer = pointer, Code = "invalidJson", Detail = string.Create(CultureInfo.InvariantCulture, $"found no valid JSON at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}, expected {Next(fault.Message)}") };
    }

    /// <summary>The library names the fault only in its message; what is not recognised falls back to a general sentence.</summary>
    private static (string Code, string Expected) Classify(string message) => message switch
    {
        _ when message.Contains("could not be mapped", StringComparison.Ordinal) => ("unknownMember", "found a member that is not known here, expected only members that the contract names: look for a typing error"),
        _ when message.Contains("uplicate", StringComparison.Ordinal) => ("duplicateMember", "found the same member twice, expected it once"),
        _ when message.Contains("depth", StringComparison.Ordinal) => ("tooDeep", "at most 32 levels"),
        _ when message.Contains("missing required", StringComparison.Ordinal) => ("missing", "all required members"),
        _ when message.Contains("System.Decimal", StringComparison.Ordinal) || message.Contains("System.Double", StringComparison.Ordinal) => ("wrongType", "a number"),
        _ when message.Contains("System.Int", StringComparison.Ordinal) || message.Contains("Int32", StringComparison.Ordinal) => ("wrongType", "a whole number"),
        _ when message.Contains("DateOnly", StringComparison.Ordinal) => ("wrongType", "a date such as 2026-11-23"),
        _ when message.Contains("PartyRole", StringComparison.Ordinal) => ("unknownValue", "one of exporter, purchaser, consignee, intermediateConsignee, endUser, freightForwarder, notifyParty"),
        _ when message.Contains("System.String", StringComparison.Ordinal) => ("wrongType", "text"),
        _ => ("wrongType", "another type: see the contract"),
    };

    private static string Next(string message) =>
        message.Contains("end of data", StringComparison.Ordinal) || message.Contains("does not contain any JSON", StringComparison.Ordinal) ? "more of it" : "JSON as in RFC 8259";

    private static bool Parses(byte[] body, out JsonElement root)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 256 });
            root = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            root = default;
            return false;
        }
    }

    private static string Shown(JsonElement root, string pointer)
    {
        var at = root;
        foreach (var part in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out var member))
            {
                at = member;
            }
        }

        var text = at.GetRawText();
        return text.Length <= MaxShown ? text : at.ValueKind switch { JsonValueKind.Object => "an object", JsonValueKind.Array => "an array", _ => text[..MaxShown] + "…" };
    }

    /// <summary>Names of the contract are short; a longer one is the caller's and need not come back in full.</summary>
    private static string Cut(ReadOnlySpan<char> name) => name.Length <= 2 * MaxShown ? name.ToString() : string.Concat(name[..(2 * MaxShown)], "…");

    /// <summary><c>$.lines[0].hsCode</c> as <c>/lines/0/hsCode</c>; names that need it are quoted as <c>['a.b']</c>.</summary>
    private static string Pointer(string? path)
    {
        var pointer = new StringBuilder();
        var rest = (path ?? "").AsSpan().TrimStart('$');
        while (!rest.IsEmpty)
        {
            var isQuoted = rest.StartsWith("['");
            var isIndexed = rest[0] == '[';
            rest = rest[(isQuoted ? 2 : 1)..];
            var end = isQuoted ? rest.IndexOf("']") : isIndexed ? rest.IndexOf(']') : rest.IndexOfAny('.', '[');
            var name = end < 0 ? rest : rest[..end];
            pointer.Append('/').Append(Cut(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            rest = end < 0 ? [] : rest[(end + (isQuoted ? 2 : isIndexed ? 1 : 0))..];
        }

        return pointer.ToString();
    }
}
