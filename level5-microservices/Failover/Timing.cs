namespace Shop;

/// <summary>
/// How long everybody waits for everybody. Nobody compares clocks: each measures spans on its own,
/// the leader from before it asked for its renewal, the others from when they saw it. So the
/// leader's span always began first, and two clocks that run at nearly the same rate are enough for
/// <code>Fence × (1 + Drift) &lt; Lease × (1 − Drift)</code>
/// to promise that the old leader's database refuses writes before another one may take its place.
/// </summary>
/// <param name="Lease">Without a renewal for so long, others may take the lease.</param>
/// <param name="Fence">So long after it asked for its last renewal, a leader's database refuses.</param>
/// <param name="Renew">How often the leader renews, and everybody reports who does not hear it do so.</param>
/// <param name="Request">
/// How long etcd may take; then the next member is asked. More than the slowest write, which goes
/// to a leader at the far end of the world and from there to a majority: two round trips, 470 ms.
/// A slower member is not waited for: there is a nearer one, and the fence is near, too.
/// </param>
/// <param name="Grace">
/// How long a candidate waits for a living node that may have received more than itself.
/// </param>
internal sealed record Timing(
    string Name, TimeSpan Lease, TimeSpan Fence, TimeSpan Renew, TimeSpan Request, TimeSpan Grace)
{
    /// <summary>How much faster or slower than true time a clock may run.</summary>
    public const double Drift = 0.01;

    /// <summary>
    /// A room is waiting. Two of the slowest renewals, 470 ms each, are shorter than the fence: a leader
    /// asks for the next one when it has the last, and must be open until then.
    /// </summary>
    public static readonly Timing Stage = Of("stage", 1_200, 1_150, 200, 650, 800);

    /// <summary>A hiccup of a few seconds must not cost a leader its place.</summary>
    public static readonly Timing Production = Of("production", 15_000, 13_000, 2_000, 3_000, 5_000);

    /// <summary>How often a copy reports that hears its leader: each report is a round of etcd.</summary>
    public TimeSpan Report => 5 * Renew;

    public bool IsSafe => Fence * (1 + Drift) < Lease * (1 - Drift);

    public static Timing Named(string? name) => name == Production.Name ? Production : Stage;

    public override string ToString() =>
        $"{Name}: a leader that is silent for {Seconds(Lease)} may be replaced; its database refuses "
        + $"writes {Seconds(Fence)} after it last asked to stay; it asks every {Seconds(Renew)}; etcd "
        + $"may take {Seconds(Request)}; a candidate waits {Seconds(Grace)} for a better one";

    private static Timing Of(string name, int lease, int fence, int renew, int request, int grace) =>
        new(name, Ms(lease), Ms(fence), Ms(renew), Ms(request), Ms(grace));

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.##} s";
}
