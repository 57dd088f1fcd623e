namespace Toxiproxy.Toxics;

/// <summary>
/// Passes "bytes" bytes, counted from when the toxic was added, then closes the connection. The
/// count survives updates.
/// </summary>
internal sealed class LimitDataToxic : Toxic
{
    public static readonly ToxicKind Kind = new(
        "limit_data",
        _ => new LimitDataToxic(),
        new AttributeField("bytes", Max: long.MaxValue));

    private long limit;
    private long passed;

    public override void Configure(Attributes attributes) => limit = attributes["bytes"];

    public override TimeSpan Run(ToxicIO io)
    {
        while (io.Input.TryPeek(out var chunk))
        {
            var part = (int)Math.Clamp(limit - passed, 0, chunk.Length);
            if (part > 0 || !chunk.IsData)
            {
                io.PassPart(part, chunk.At);
                passed += part;
            }

            if (chunk.IsData && passed >= limit)
            {
                io.End();
                return Never;
            }
        }

        return Never;
    }
}
