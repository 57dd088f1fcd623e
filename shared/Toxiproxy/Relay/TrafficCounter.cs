using Toxiproxy.Toxics;

namespace Toxiproxy.Relay;

/// <summary>
/// Bytes of one direction of a proxy, over all its connections since it was created.
/// </summary>
internal sealed class TrafficCounter
{
    private long received;
    private long sent;

    public long ReceivedBytes => Interlocked.Read(ref received);

    public long SentBytes => Interlocked.Read(ref sent);

    public void Received(int bytes) => Interlocked.Add(ref received, bytes);

    public void Sent(int bytes) => Interlocked.Add(ref sent, bytes);
}

/// <summary>The counters of a proxy.</summary>
internal sealed class ProxyCounters
{
    private readonly TrafficCounter upstream = new();
    private readonly TrafficCounter downstream = new();
    private long accepted;
    private long refused;

    public TrafficCounter this[Direction direction] =>
        direction == Direction.Upstream ? upstream : downstream;

    public long AcceptedConnections => Interlocked.Read(ref accepted);

    /// <summary>
    /// Clients that were let go because the upstream server could not be reached.
    /// </summary>
    public long FailedConnections => Interlocked.Read(ref refused);

    /// <summary>Returns the number of this connection, from 1.</summary>
    public long Accepted() => Interlocked.Increment(ref accepted);

    public void Failed() => Interlocked.Increment(ref refused);
}
