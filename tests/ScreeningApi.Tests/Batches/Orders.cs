using System.Text;

namespace ScreeningApi.Tests.Batches;

/// <summary>Small files of rows.</summary>
internal static class Orders
{
    public const string Header = "shipment_ref,description,hs_code,destination,consignee";

    /// <summary>One row each that is prohibited, that needs a license or a review, without a finding, and that cannot be read.</summary>
    public const string Mixed =
        Header + "\n" +
        "A-1,Processor chip,8542.31,RU,OOO Vektor\n" +
        "A-2,Quadcopter with thermal camera,8806.23,AE,Falcon Trading LLC\n" +
        "A-3,Cotton T-shirts,6109.10,FR,Maison Bleue\n" +
        "A-4,Cotton T-shirts,6109.10,,Maison Bleue\n" +
        "A-5,Wooden chairs,9401.61,DE,Möbel Müller\n";

    /// <summary>A table of rows of which each is another shipment.</summary>
    public static string Many(int rows, string description = "Cotton T-shirts")
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var i = 1; i <= rows; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"S-{i},{description} {i},6109.10,FR,Maison Bleue\n");
        }

        return text.ToString();
    }
}
