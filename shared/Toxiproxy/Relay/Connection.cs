using Toxiproxy.Toxics;
using Toxiproxy.Wires;

namespace Toxiproxy.Relay;

/// <summary>
/// A client's connection with the one to the upstream server that was made for it.
/// </summary>
internal sealed class Connection
{
    private readonly ConnectionOwner owner;
    private readonly long number;
    private readonly Wire client;
    private readonly Wire server;
    private readonly TimeSpan connected;
    private readonly Link upstream;
    private readonly Link downstream;
    private int released;

    /// <param name="connected">When the client was accepted.</param>
    public Connection(
        ConnectionOwner owner, long number, Wire client, Wire server, TimeSpan connected)
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
        _ = upstream.PumpAsync();
        _ = downstream.PumpAsync();
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
        // Both before either: an end must not overtake the reset.
        upstream.Abandon();
        downstream.Abandon();
        Release(wire => wire.Reset());
    }

    /// <summary>
    /// A link has ended or run dry. When both have, nobody is left: an end that a toxic swallowed
    /// must not keep sockets open whose peers are gone.
    /// </summary>
    public void OnLinkChanged()
    {
        if (upstream.IsOver && downstream.IsOver)
        {
            Release(wire => wire.Close());
        }
    }

    private void Release(Action<Wire> release)
    {
        if (Interlocked.Exchange(ref released, 1) == 0)
        {
            release(client);
            release(server);
            owner.OnClosed(this);
        }
    }
}

/// <summary>What a connection needs of its proxy.</summary>
internal sealed record ConnectionOwner(
    string Name,
    RelayContext Context,
    ProxyCounters Counters,
    Action<Connection> OnClosed);
