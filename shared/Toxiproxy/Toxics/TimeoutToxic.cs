namespace Toxiproxy.Toxics;

/// <summary>
/// Discards all data, and closes the connection after "timeout" (ms) without any; 0 is never.
/// As bytes are missing, removing it closes the connection.
/// </summary>
internal sealed class TimeoutToxic(TimeSpan start) : Toxic
{
    public static readonly ToxicKind Kind = new(
        "timeout",
        start => new TimeoutToxic(start.Now),
        new AttributeField("timeout"));

    private TimeSpan timeout;
    private TimeSpan lastData = start;
    private bool ended;

    public override void Configure(Attributes attributes) =>
        timeout = attributes.Milliseconds("timeout");

    public override TimeSpan Run(ToxicIO io)
    {
        while (io.Input.TryTake(out var chunk))
        {
            lastData = chunk.At;
            ended |= !chunk.IsData;
            if (!chunk.IsData)
            {
                io.Output.Add(chunk);
            }

            chunk.Return();
        }

        return timeout > TimeSpan.Zero && !ended ? CloseOrWait(io) : Never;
    }

    public override void Removed(ToxicIO io) => io.End();

    private TimeSpan CloseOrWait(ToxicIO io)
    {
        if (lastData + timeout > io.Now)
        {
            return lastData + timeout;
        }

        ended = true;
        io.End();
        return Never;
    }
}
