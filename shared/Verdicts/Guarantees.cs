using Shop.Verdicts.Anomalies;
using Shop.Verdicts.Linearizability;
using Shop.Verdicts.Sessions;

namespace Shop.Verdicts;

/// <summary>The guarantees in the groups in which they are asked for.</summary>
public static class Guarantees
{
    /// <summary>For any history, whatever the values are.</summary>
    public static IReadOnlyList<Guarantee> Strongest { get; } = [new Linearizable()];

    /// <summary>For histories whose values grow: what one client may rely on.</summary>
    public static IReadOnlyList<Guarantee> Sessions { get; } =
    [
        new ReadYourWrites(),
        new MonotonicReads(),
        new MonotonicWrites(),
        new WritesFollowReads(),
    ];

    /// <summary>For histories whose values grow, or lists: what went wrong, by its name.</summary>
    public static IReadOnlyList<Guarantee> Anomalies { get; } =
    [
        new StaleRead(),
        new LostUpdate(),
        new GSingle(),
        new LongFork(),
        new SplitBrain(),
        new StaleLeader(),
    ];

    /// <summary>For histories that hold nothing but reads of versions, as shoppers' do.</summary>
    public static IReadOnlyList<Guarantee> OfReads { get; } =
    [
        new MonotonicReads(),
        new StaleRead(),
        new SplitBrain(),
    ];

    public static IReadOnlyList<Guarantee> All { get; } =
        [.. Strongest, .. Sessions, .. Anomalies];

    /// <summary>One verdict per guarantee, in the same order.</summary>
    public static IReadOnlyList<Verdict> Judge(
        this History history,
        IEnumerable<Guarantee> guarantees) =>
        [.. guarantees.Select(guarantee => guarantee.Check(history))];
}
