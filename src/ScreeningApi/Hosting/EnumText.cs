using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ScreeningApi.Hosting;

/// <summary>The names of an enum as JSON has them, encoded once.</summary>
internal static class EnumText<T> where T : struct, Enum
{
    private static readonly JsonEncodedText[] ByNumber = Encode();

    public static JsonEncodedText Of(T value) => ByNumber[Unsafe.As<T, int>(ref value)];

    private static JsonEncodedText[] Encode()
    {
        var numbers = Enum.GetValues<T>().Select(v => Unsafe.As<T, int>(ref v)).ToArray();
        var byNumber = new JsonEncodedText[numbers.Max() + 1];
        foreach (var (number, name) in numbers.Zip(EnumNameConverter.NamesOf(typeof(T))))
        {
            byNumber[number] = JsonEncodedText.Encode(name);
        }

        return byNumber;
    }
}
