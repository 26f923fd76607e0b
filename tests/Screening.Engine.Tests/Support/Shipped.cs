using Screening.Engine.Destinations;
using Screening.Engine.Scoring;
using ScreeningApi.Reference;

namespace Screening.Engine.Tests.Support;

/// <summary>The rules and tables that travel with the program, read and compiled once for all tests.</summary>
internal static class Shipped
{
    private static readonly Lazy<ReferenceData> LazyData = new(() => ReferenceFolder.Read(ReferenceFolder.Shipped));
    private static readonly Lazy<ScreeningSnapshot> LazySnapshot = new(() => SnapshotCompiler.Compile(Data));

    public static ReferenceData Data => LazyData.Value;

    public static ScreeningSnapshot Snapshot => LazySnapshot.Value;

    /// <summary>The same rules and places under another policy.</summary>
    public static ScreeningSnapshot WithPolicy(Func<PolicyDocument, PolicyDocument> change)
    {
        var policy = ScoringPolicy.Compile(change(SnapshotCompiler.DocumentOf(Data.Policy)), out var diagnostics);
        Assert.Empty(diagnostics);
        return Snapshot with { Policy = policy! };
    }

    /// <summary>The same rules and policy with other places.</summary>
    public static ScreeningSnapshot WithDestinations(Func<DestinationDocument, DestinationDocument> change)
    {
        var table = DestinationRiskTable.Compile(change(SnapshotCompiler.DocumentOf(Data.Destinations)), out var diagnostics);
        Assert.Empty(diagnostics);
        return Snapshot with { Destinations = table! };
    }
}
