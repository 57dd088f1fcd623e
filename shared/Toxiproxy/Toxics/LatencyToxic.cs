using Toxiproxy.Chains;

namespace Toxiproxy.Toxics;

/// <summary>
/// Delays each chunk by latency ± jitter (ms), counted from its receipt; the order is kept, so a
/// chunk never overtakes a slower one. The end of the stream waits for the data before it only.
/// The extra attribute "distribution" draws the delay from something else than uniform.
/// </summary>
internal sealed class LatencyToxic(Random random) : Toxic
{
    public static readonly ToxicKind Kind = new(
        "latency",
        start => new LatencyToxic(start.Random),
        new AttributeField("latency"),
        new AttributeField("jitter"),
        new AttributeField("distribution", Words: Distributions.Names));

    private double latency;
    private double jitter;
    private Func<Random, double> draw = Distributions.Uniform;
    private TimeSpan? headDelay;
    private TimeSpan last;

    public override void Configure(Attributes attributes)
    {
        latency = attributes["latency"];
        jitter = attributes["jitter"];
        draw = Distributions.At(attributes["distribution"]);
        headDelay = null;
    }

    public override TimeSpan Run(ToxicIO io)
    {
        while (io.Input.TryPeek(out var chunk))
        {
            var due = DueTime(chunk);
            if (due > io.Now)
            {
                return due;
            }

            io.Pass(due);
            last = due;
            headDelay = null;
        }

        return Never;
    }

    private TimeSpan DueTime(Chunk chunk)
    {
        if (!chunk.IsData)
        {
            return chunk.At > last ? chunk.At : last;
        }

        // Drawn once per chunk, however often we are asked before it is due.
        headDelay ??= Delay();
        var due = chunk.At + headDelay.Value;
        return due > last ? due : last;
    }

    private TimeSpan Delay()
    {
        var milliseconds = jitter > 0 ? latency + jitter * draw(random) : latency;
        return TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
    }
}
