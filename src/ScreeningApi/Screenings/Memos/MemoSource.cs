using System.Text.Json;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;

namespace ScreeningApi.Screenings.Memos;

/// <summary>What is stored of a screening: the request as it was sent, and the answer.</summary>
internal sealed record MemoSource(ScreeningRequest Request, ScreeningResponse Screening)
{
    public static MemoSource Of(ScreeningRow row) =>
        new(JsonSerializer.Deserialize<ScreeningRequest>(row.Request, JsonFormat.Options)!, StoredScreening.Response(row));

    public LineContract Stated(int lineNo) => Request.Lines!.Single(l => l.LineNo == lineNo);
}
