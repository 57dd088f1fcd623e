namespace Toxiproxy.Toxics;

/// <summary>
/// An extra of this server. Everything vanishes, the end of the stream too, and the connection
/// stays open, as across a link that was cut. Unlike "timeout", removing it keeps the connection;
/// what vanished stays lost. (To have it delivered later, use "bandwidth" with rate 0.)
/// </summary>
internal sealed class BlackHoleToxic : Toxic
{
    public static readonly ToxicKind Kind = new("black_hole", _ => new BlackHoleToxic());

    private bool ended;

    public override TimeSpan Run(ToxicIO io)
    {
        while (io.Input.TryTake(out var chunk))
        {
            ended |= !chunk.IsData;
            chunk.Return();
        }

        return Never;
    }

    public override void Removed(ToxicIO io)
    {
        if (ended)
        {
            io.End();
        }
    }
}
