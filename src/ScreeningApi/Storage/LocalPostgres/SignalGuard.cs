using System.Runtime.InteropServices;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>
/// Asks a private cluster to shut down when a signal is about to end this process. The cluster is in a session of
/// its own, so it neither gets the terminal's signals nor ends with this process by itself.
/// </summary>
internal sealed class SignalGuard : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    private SignalGuard(PrivateCluster cluster, PosixSignal[] signals)
    {
        foreach (var signal in signals)
            _registrations.Add(PosixSignalRegistration.Create(signal, _ => cluster.AskToStop()));
    }

    public static SignalGuard? ForStart(PrivateCluster? cluster) =>
        cluster is null ? null : new SignalGuard(cluster, [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT]);

    /// <summary>A closed terminal: the one ending that the host does not handle.</summary>
    public static SignalGuard? ForHangUp(PrivateCluster? cluster) =>
        cluster is null ? null : new SignalGuard(cluster, [PosixSignal.SIGHUP]);

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }
}
