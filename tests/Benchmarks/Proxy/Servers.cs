using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Proxy;

/// <summary>
/// The servers behind the proxy, in a process of their own: an echo, and a flood.
/// </summary>
internal static class Servers
{
    /// <summary>What the flood sends before it closes, in bytes.</summary>
    public const long FloodSize = 1L << 29;

    /// <summary>Prints "echoPort floodPort" and serves until its standard input ends.</summary>
    public static async Task RunAsync()
    {
        Console.WriteLine($"{Listen(EchoAsync)} {Listen(FloodAsync)}");
        await Console.In.ReadToEndAsync();
    }

    private static int Listen(Func<Socket, Task> serve)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(4096);
        _ = AcceptAsync(listener, serve);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task AcceptAsync(TcpListener listener, Func<Socket, Task> serve)
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync();
            socket.NoDelay = true;
            _ = ServeAsync(socket, serve);
        }
    }

    private static async Task ServeAsync(Socket socket, Func<Socket, Task> serve)
    {
        using (socket)
        {
            try
            {
                await serve(socket);
            }
            catch (SocketException)
            {
                // The benchmark is done with it.
            }
        }
    }

    private static async Task EchoAsync(Socket socket)
    {
        var buffer = new byte[4096];
        int read;
        while ((read = await socket.ReceiveAsync(buffer.AsMemory())) > 0)
        {
            await socket.SendAsync(buffer.AsMemory(0, read));
        }
    }

    private static async Task FloodAsync(Socket socket)
    {
        var part = new byte[1 << 18];
        for (var left = FloodSize; left > 0; left -= part.Length)
        {
            await socket.SendAsync(part);
        }
    }
}
