using System.Net.Sockets;
using Toxiproxy.Relay;

namespace Toxiproxy.Proxies;

/// <summary>
/// A listener, an upstream address and what happens to the traffic in between. Changes are made by
/// one caller at a time, see <see cref="ProxyRegistry"/>.
/// </summary>
internal sealed class Proxy
{
    private readonly ConnectionOwner owner;
    private readonly Dialer dialer;
    private Listener? listener;
    private string given;

    public Proxy(string name, string listen, string upstream, RelayContext context)
    {
        Name = name;
        Listen = given = listen;
        Upstream = upstream;
        dialer = new Dialer(context.Wires);
        owner = new ConnectionOwner(name, context, Counters, Connections.Remove);
    }

    public string Name { get; }

    /// <summary>
    /// As given, until the proxy has been started: then the address it listens on.
    /// </summary>
    public string Listen { get; private set; }

    public string Upstream { get; private set; }

    public bool Enabled => listener is not null;

    public ConnectionSet Connections { get; } = new();

    public ProxyCounters Counters { get; } = new();

    /// <summary>Whether it has these addresses: "localhost:6000" is still the one it was given.</summary>
    public bool IsAt(string? listen, string upstream) =>
        (listen == Listen || listen == given) && upstream == Upstream;

    /// <summary>Starts to listen. Returns what went wrong, or null.</summary>
    public async Task<string?> StartAsync()
    {
        if (Enabled)
        {
            return null;
        }

        if (!Address.TryParse(Listen is "" ? ":0" : Listen, out var address))
        {
            return $"listen tcp: address {Listen}: missing port in address";
        }

        try
        {
            listener = Listener.Open((await address.ResolveAsync())[0]);
        }
        catch (SocketException e)
        {
            return $"listen tcp {Listen}: {Reason(e)}";
        }

        Listen = listener.EndPoint.ToString();
        var current = listener;
        _ = current.AcceptAsync(client => _ = ServeAsync(client, current));
        return null;
    }

    /// <summary>Refuses new connections and closes the others.</summary>
    public void Stop()
    {
        listener?.Dispose();
        listener = null;
        Connections.CloseAll();
    }

    /// <summary>
    /// Moves to another address; an equal one changes nothing. Returns what went wrong, or null.
    /// </summary>
    public async Task<string?> MoveAsync(string listen, string upstream, bool enabled)
    {
        if (!IsAt(listen, upstream))
        {
            Stop();
            Listen = given = listen;
            Upstream = upstream;
        }

        if (enabled)
        {
            return await StartAsync();
        }

        Stop();
        return null;
    }

    private static string Reason(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "bind: address already in use",
        SocketError.AddressNotAvailable => "bind: cannot assign requested address",
        SocketError.AccessDenied => "bind: permission denied",
        SocketError.HostNotFound => "no such host",
        _ => e.Message,
    };

    private async Task ServeAsync(Socket client, Listener acceptedBy)
    {
        var connected = owner.Context.Clock.Now;
        var number = Counters.Accepted();
        var server = await dialer.ConnectAsync(Upstream, number);
        if (server is null)
        {
            Counters.Failed();
            client.Dispose();
            return;
        }

        var wire = owner.Context.Wires.Wrap(client, number);
        var connection = new Connection(owner, number, wire, server, connected);
        Connections.Add(connection);
        connection.Start();
        if (listener != acceptedBy)
        {
            // Stopped while we dialled, perhaps after all connections it knew were closed.
            connection.Close();
        }
    }
}
