using System.Diagnostics;

namespace ScreeningApi.Tests.Support;

/// <summary>Waits for what must come by itself.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, int seconds = 30)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed.TotalSeconds < seconds, $"waited {seconds} s in vain: {what}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
