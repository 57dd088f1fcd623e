using System.Net.Sockets;
using Toxiproxy.Toxics;

namespace Toxiproxy.Relay;

/// <summary>A client's connection with the one to the upstream server that was made for it.</summary>
internal sealed class Connection
{
    private readonly ConnectionOwner owner;
    private readonly long number;
    private readonly Socket client;
    private readonly Socket server;
    private readonly TimeSpan connected;
    private readonly Link upstream;
    private readonly Link downstream;
    private int closed;

    /// <param name="connected">When the client was accepted.</param>
    public Connection(
        ConnectionOwner owner, long number, Socket client, Socket server, TimeSpan connected)
    {
        this.owner = owner;
        this.number = number;
        this.client = client;
        this.server = server;
        this.connected = connected;
        upstream = new Link(this, Direction.Upstream, client, server);
        downstream = new Link(this, Direction.Downstream, server, client);
    }

    public RelayContext Context => owner.Context;

    public ProxyCounters Counters => owner.Counters;

    public Link this[Direction direction] =>
        direction == Direction.Upstream ? upstream : downstream;

    public ToxicStart ToxicStart(ToxicSettings toxic, TimeSpan now) =>
        new(connected, now, Context.RandomOf(owner.Name, number, toxic.Name));

    /// <summary>Starts to relay; the toxics must have been added.</summary>
    public void Start()
    {
        _ = upstream.Pump();
        _ = downstream.Pump();
    }

    /// <summary>Closes both sides; what is held is lost.</summary>
    public void Close()
    {
        upstream.Finish();
        downstream.Finish();
    }

    /// <summary>Closes both sides with a TCP reset.</summary>
    public void Reset()
    {
        ResetWhenClosed(client);
        ResetWhenClosed(server);
        Dispose();
    }

    /// <summary>
    /// A link has ended or run dry. When both have, nobody is left: an end that a toxic swallowed
    /// must not keep sockets open whose peers are gone.
    /// </summary>
    public void OnLinkChanged()
    {
        if (upstream.IsOver && downstream.IsOver)
        {
            Dispose();
        }
    }

    private void Dispose()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
        {
            client.Dispose();
            server.Dispose();
            owner.OnClosed(this);
        }
    }

    private static void ResetWhenClosed(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // A side that is gone already cannot be reset, and there is no way to ask first.
        }
    }
}

/// <summary>What a connection needs of its proxy.</summary>
internal sealed record ConnectionOwner(
    string Name,
    RelayContext Context,
    ProxyCounters Counters,
    Action<Connection> OnClosed);
