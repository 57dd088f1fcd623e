namespace Toxiproxy.Toxics;

/// <summary>
/// An extra of this server. Holds everything of a new connection until "latency" (ms) after it was
/// accepted: what a TCP (or TLS) handshake over that distance would have cost, which a proxy that
/// accepts locally hides. A connection that is older is not affected.
/// </summary>
internal sealed class HandshakeToxic(TimeSpan connected) : Toxic
{
    public static readonly ToxicKind Kind = new(
        "handshake",
        start => new HandshakeToxic(start.Connected),
        new AttributeField("latency"));

    private TimeSpan open;

    public override void Configure(Attributes attributes) =>
        open = connected + attributes.Milliseconds("latency");

    public override TimeSpan Run(ToxicIO io)
    {
        if (io.Now < open)
        {
            return open;
        }

        while (io.Input.TryPeek(out var chunk))
        {
            io.Pass(chunk.At > open ? chunk.At : open);
        }

        return Never;
    }
}
