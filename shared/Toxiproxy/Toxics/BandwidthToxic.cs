using Toxiproxy.Chains;

namespace Toxiproxy.Toxics;

/// <summary>
/// Lets rate × 1000 bytes per second through; 0 stalls. A chunk is cut into pieces of 20 ms, and a
/// piece leaves when its last byte would have, so that the average is exact.
/// </summary>
internal sealed class BandwidthToxic : Toxic
{
    public static readonly ToxicKind Kind = new(
        "bandwidth",
        _ => new BandwidthToxic(),
        new AttributeField("rate"));

    private const int PiecesPerSecond = 50;

    private long bytesPerSecond;
    private TimeSpan busyUntil;
    private bool isStalled;

    public override void Configure(Attributes attributes) =>
        bytesPerSecond = attributes["rate"] * 1000;

    public override TimeSpan Run(ToxicIO io)
    {
        while (io.Input.TryPeek(out var chunk))
        {
            if (bytesPerSecond == 0)
            {
                isStalled = true;
                return Never;
            }

            if (isStalled)
            {
                // What has waited did so at a rate of 0: it saved nothing up.
                (isStalled, busyUntil) = (false, io.Now);
            }

            var piece = (int)Math.Min(chunk.Length, Math.Max(1, bytesPerSecond / PiecesPerSecond));
            var due = DueTime(chunk, piece);
            if (due > io.Now)
            {
                return due;
            }

            busyUntil = due;
            io.PassPart(piece, due);
        }

        return Never;
    }

    private TimeSpan DueTime(Chunk chunk, int piece)
    {
        var start = chunk.At > busyUntil ? chunk.At : busyUntil;
        return start + piece / (double)bytesPerSecond * TimeSpan.FromSeconds(1);
    }
}
