namespace Toxiproxy.Toxics;

/// <summary>Delays the end of the stream by "delay" (ms); data passes.</summary>
internal sealed class SlowCloseToxic : Toxic
{
    public static readonly ToxicKind Kind = new(
        "slow_close",
        _ => new SlowCloseToxic(),
        new AttributeField("delay"));

    private TimeSpan delay;

    public override void Configure(Attributes attributes) =>
        delay = attributes.Milliseconds("delay");

    public override TimeSpan Run(ToxicIO io)
    {
        while (io.Input.TryPeek(out var chunk))
        {
            var due = chunk.IsData ? chunk.At : chunk.At + delay;
            if (due > io.Now)
            {
                return due;
            }

            io.Pass(due);
        }

        return Never;
    }
}
