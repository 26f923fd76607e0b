using System.Text;

namespace ScreeningApi.Hosting;

/// <summary>Without ICU, text normalisation silently returns its input and accents would hide goods: refuse to start.</summary>
internal static class IcuCheck
{
    public static void Run()
    {
        if ("\u00E9".Normalize(NormalizationForm.FormD).Length != 2 || "\uFF21".Normalize(NormalizationForm.FormKC) != "A")
        {
            throw new InvalidOperationException("Unicode normalisation does not work here: install ICU (package libicu) and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.");
        }
    }
}
