using System.Net.Sockets;

namespace Toxiproxy.Proxies;

/// <summary>Connects to upstream servers.</summary>
internal static class Dialer
{
    /// <summary>A connected socket, or null if the server cannot be reached in time.</summary>
    public static async Task<Socket?> ConnectAsync(string upstream, TimeSpan limit)
    {
        if (!Address.TryParse(upstream, out var address))
        {
            return null;
        }

        var target = address.Target;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await socket.ConnectAsync(target, timeout.Token);
            return socket;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return null;
        }
    }
}
