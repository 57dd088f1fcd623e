using Toxiproxy.Chains;

namespace Toxiproxy.Toxics;

/// <summary>
/// Waits for the first data (or the end) of its direction, then "timeout" (ms), and resets both
/// sides. Nothing passes.
/// </summary>
internal sealed class ResetPeerToxic : Toxic
{
    public static readonly ToxicKind Kind = new(
        "reset_peer",
        _ => new ResetPeerToxic(),
        new AttributeField("timeout"));

    private TimeSpan timeout;
    private TimeSpan? first;

    public override void Configure(Attributes attributes) =>
        timeout = attributes.Milliseconds("timeout");

    public override TimeSpan Run(ToxicIO io)
    {
        if (io.Input.TryPeek(out var chunk))
        {
            first ??= chunk.At;
        }

        io.Input.Clear();
        if (first is null || first + timeout > io.Now)
        {
            return first + timeout ?? Never;
        }

        io.Output.Add(Chunk.Reset(io.Now));
        return Never;
    }
}
