namespace Shop.Cost;

/// <summary>How many pieces of each kind a level needs at a scale.</summary>
public sealed class Sizes(Topology level, Assumptions assume, double requestsPerMonth)
{
    /// <summary>Processes of ours, at least as many as the level has.</summary>
    public int Tasks(PartKind kind) => Pieces(kind, assume.TaskVcpu);

    /// <summary>Units of a managed machine, at least one for each that the level has.</summary>
    public int Instances(PartKind kind) => Pieces(kind, assume.InstanceVcpu);

    /// <summary>Cores that a kind needs at the peak, all its parts together.</summary>
    public double Cores(PartKind kind) => assume.Cores(level.CpuMsPerRequest(kind), requestsPerMonth);

    private int Pieces(PartKind kind, double vcpu) =>
        level.Of(kind).Sum(part => Math.Max(1, Whole(assume.Cores(part.CpuMsPerRequest, requestsPerMonth) / vcpu)));

    // Rounding up, but not because of the last bit of a double.
    private static int Whole(double pieces) => (int)Math.Min(int.MaxValue / 1_000, Math.Ceiling(pieces - 1e-9));
}
