namespace Toxiproxy.Toxics;

/// <summary>
/// Cuts the stream into pieces of average_size ± size_variation bytes, with a pause of "delay"
/// (µs) after each.
/// </summary>
internal sealed class SlicerToxic(Random random) : Toxic
{
    public static readonly ToxicKind Kind = new(
        "slicer",
        start => new SlicerToxic(start.Random),
        new AttributeField("average_size"),
        new AttributeField("size_variation"),
        new AttributeField("delay"))
    {
        Check = attributes =>
            attributes["average_size"] == 0 ? "average_size must be at least 1"
            : attributes["size_variation"] > attributes["average_size"]
                ? "size_variation must not exceed average_size"
            : null,
    };

    private int average;
    private int variation;
    private TimeSpan delay;
    private TimeSpan pauseUntil;

    public override void Configure(Attributes attributes)
    {
        average = (int)attributes["average_size"];
        variation = (int)attributes["size_variation"];
        delay = TimeSpan.FromMicroseconds(attributes["delay"]);
    }

    public override TimeSpan Run(ToxicIO io)
    {
        while (io.Input.TryPeek(out var chunk))
        {
            var due = chunk.At > pauseUntil ? chunk.At : pauseUntil;
            if (due > io.Now)
            {
                return due;
            }

            io.PassPart(Math.Min(chunk.Length, PieceSize()), due);
            pauseUntil = due + delay;
        }

        return Never;
    }

    private int PieceSize()
    {
        var size = random.NextInt64((long)average - variation, (long)average + variation + 1);
        return (int)Math.Clamp(size, 1, int.MaxValue);
    }
}
