using Toxiproxy.Net;
using Toxiproxy.Net.Toxics;

namespace Aspire.Hosting;

/// <summary>One way of traffic across the world: from a region to a service, through one proxy.</summary>
/// <remarks>
/// Half of the round trip is added to each direction. A proxy on this machine accepts connections
/// at once, so TCP handshakes are not delayed: clients keep their connections alive.
/// </remarks>
public sealed class Link
{
    private const string Out = "wan_upstream";
    private const string Back = "wan_downstream";
    private const string FaultOut = "fault_upstream";
    private const string FaultBack = "fault_downstream";

    internal Link(Region from, IResource to, TimeSpan rtt, int port, bool isCustomers)
    {
        From = from;
        To = to;
        Rtt = rtt;
        Port = port;
        IsCustomers = isCustomers;
        CurrentRtt = rtt;
    }

    public Region From { get; }

    public IResource To { get; }

    /// <summary>Unique in the level; also the proxy's name in Toxiproxy's API.</summary>
    public string Name => $"{From.Name}-to-{To.Name}";

    /// <summary>The configured round trip.</summary>
    public TimeSpan Rtt { get; }

    /// <summary>The round trip now: more than <see cref="Rtt"/> while the link is slowed.</summary>
    public TimeSpan CurrentRtt { get; private set; }

    /// <summary>How the link is down, or null when it is up.</summary>
    public Outage? Down { get; private set; }

    /// <summary>
    /// Whether it starts at the customers of <see cref="From"/> and not in its data centre: they
    /// live on when that one is lost.
    /// </summary>
    public bool IsCustomers { get; }

    /// <summary>The loopback port at which the <see cref="From"/> end enters the link.</summary>
    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    internal Proxy? Proxy { get; private set; }

    internal void Create(Client client)
    {
        Proxy = client.Add(new Proxy
        {
            Name = Name,
            Listen = Address,
            Upstream = $"127.0.0.1:{To.Place()!.Port}",
            Enabled = true,
        });
        AddDelay(Rtt);
    }

    internal void Slow(TimeSpan rtt)
    {
        Restore();
        RemoveDelay();
        AddDelay(rtt);
        CurrentRtt = rtt;
    }

    internal void Cut(Outage outage)
    {
        Restore();
        if (outage == Outage.Refuse)
        {
            SetEnabled(enabled: false);
        }
        else if (outage == Outage.BlackHole)
        {
            Proxy!.Add(new TimeoutToxic { Name = FaultOut, Stream = ToxicDirection.UpStream });
            Proxy!.Add(new TimeoutToxic { Name = FaultBack, Stream = ToxicDirection.DownStream });
        }
        else
        {
            Proxy!.Add(new ResetPeerToxic { Name = FaultOut, Stream = ToxicDirection.UpStream });
            Proxy!.Add(new ResetPeerToxic { Name = FaultBack, Stream = ToxicDirection.DownStream });
        }

        Down = outage;
    }

    internal void Restore()
    {
        if (Down == Outage.Refuse)
        {
            SetEnabled(enabled: true);
        }
        else if (Down is not null)
        {
            Proxy!.RemoveToxic(FaultOut);
            Proxy!.RemoveToxic(FaultBack);
        }

        Down = null;
        if (CurrentRtt != Rtt)
        {
            RemoveDelay();
            AddDelay(Rtt);
            CurrentRtt = Rtt;
        }
    }

    // No distance has no toxics, which is what RemoveDelay relies on.
    private void AddDelay(TimeSpan rtt)
    {
        if (rtt > TimeSpan.Zero)
        {
            var milliseconds = (int)Math.Round(rtt.TotalMilliseconds);
            Proxy!.Add(Latency(Out, ToxicDirection.UpStream, milliseconds / 2));
            var rest = milliseconds - (milliseconds / 2);
            Proxy!.Add(Latency(Back, ToxicDirection.DownStream, rest));
        }
    }

    // Real links jitter; a tenth of a per cent of an ocean is a millisecond or less.
    private static LatencyToxic Latency(string name, ToxicDirection stream, int milliseconds)
    {
        var toxic = new LatencyToxic { Name = name, Stream = stream };
        toxic.Attributes.Latency = milliseconds;
        toxic.Attributes.Jitter = milliseconds / 100;
        return toxic;
    }

    private void RemoveDelay()
    {
        if (CurrentRtt > TimeSpan.Zero)
        {
            Proxy!.RemoveToxic(Out);
            Proxy!.RemoveToxic(Back);
        }
    }

    private void SetEnabled(bool enabled)
    {
        Proxy!.Enabled = enabled;
        Proxy!.Update();
    }
}
