using System.Threading.Channels;

namespace Toxiproxy.Proxies;

/// <summary>A proxy was created or changed in any way, or (if not alive) deleted.</summary>
internal readonly record struct ProxyEvent(Proxy Proxy, bool Alive);

/// <summary>
/// Tells subscribers which proxy changed, to look at its new state: whoever subscribes late or
/// again is told of every proxy first, and then misses nothing.
/// </summary>
internal sealed class Events
{
    // A subscriber that is further behind is cut off; it comes back and starts afresh.
    private const int Backlog = 4096;

    private readonly Lock gate = new();
    private readonly List<Channel<ProxyEvent>> subscribers = [];

    public void Changed(Proxy proxy) => Publish(new ProxyEvent(proxy, Alive: true));

    public void Deleted(Proxy proxy) => Publish(new ProxyEvent(proxy, Alive: false));

    public Channel<ProxyEvent> Subscribe(ProxyRegistry registry)
    {
        var channel = Channel.CreateBounded<ProxyEvent>(Backlog);
        lock (gate)
        {
            subscribers.Add(channel);
        }

        foreach (var proxy in registry.All)
        {
            channel.Writer.TryWrite(new ProxyEvent(proxy, Alive: true));
        }

        return channel;
    }

    public void Unsubscribe(Channel<ProxyEvent> channel)
    {
        lock (gate)
        {
            subscribers.Remove(channel);
        }
    }

    private void Publish(ProxyEvent change)
    {
        lock (gate)
        {
            foreach (var channel in subscribers)
            {
                if (!channel.Writer.TryWrite(change))
                {
                    channel.Writer.TryComplete();
                }
            }
        }
    }
}
