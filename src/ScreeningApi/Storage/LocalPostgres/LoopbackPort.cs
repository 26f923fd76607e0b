using System.Net;
using System.Net.Sockets;

namespace ScreeningApi.Storage.LocalPostgres;

internal static class LoopbackPort
{
    /// <summary>The preferred port if nothing listens on it, else any free one.</summary>
    public static int Free(int? preferred)
    {
        if (preferred is { } port && IsFree(port)) return port;
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
