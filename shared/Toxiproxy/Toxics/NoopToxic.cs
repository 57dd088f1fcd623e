namespace Toxiproxy.Toxics;

/// <summary>Passes everything at once.</summary>
internal sealed class NoopToxic : Toxic
{
    public static readonly ToxicKind Kind = new("noop", _ => new NoopToxic());

    public override TimeSpan Run(ToxicIO io)
    {
        io.Input.MoveAllTo(io.Output);
        return Never;
    }
}
