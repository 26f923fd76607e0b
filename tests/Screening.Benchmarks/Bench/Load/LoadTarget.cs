using Screening.Benchmarks.Bench.Wire;

namespace Screening.Benchmarks.Bench.Load;

/// <summary>What is sent to: an operation of a server.</summary>
internal sealed record LoadTarget(string Name, ListeningProcess Server, string Path, string AccessKey)
{
    public Uri Url => new(Server.Url, Path);

    public byte[][] Requests(RequestBodies bodies) => [.. bodies.All.Select(b => WireConnection.Request("POST", Url, AccessKey, b))];
}
