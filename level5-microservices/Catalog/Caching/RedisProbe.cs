using System.Net.Sockets;
using StackExchange.Redis;

namespace Shop.Caching;

/// <summary>
/// Asks a Redis on a connection of its own whether it is alive. That costs next to nothing, and
/// says more than an old connection, which may hang though the server is back.
/// </summary>
internal static class RedisProbe
{
    public static async Task<bool> IsAliveAsync(string address, TimeSpan patience)
    {
        using var stop = new CancellationTokenSource(patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(
                ConfigurationOptions.Parse(address).EndPoints[0], stop.Token);
            await socket.SendAsync("PING\r\n"u8.ToArray(), stop.Token);
            var answer = new byte[64];
            var length = await socket.ReceiveAsync(answer, stop.Token);
            return IsReady(answer.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    // One that wants a password is alive; one that still loads its data is not.
    private static bool IsReady(ReadOnlySpan<byte> answer) =>
        answer.StartsWith("+PONG"u8) || answer.StartsWith("-NOAUTH"u8);
}
