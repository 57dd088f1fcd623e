using Shop.Verdicts.Tests.Real.Scenarios;

namespace Shop.Verdicts.Tests.Real;

internal static class All
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new VersionCheck(),
        new RowLock(),
        new UniqueName(),
        new Snapshot(),
        new ReadAtLeader(),
        new CacheVersion(),
        new RemoteApply(),
        new PositionToken(),
        new Stickiness(),
        new GrowingValue(),
        new OneLogPerWriter(),
        new OneLogForAnswers(),
        new OneLeader(),
        new Lease(),
        new EpochCheck(),
        new SynchronousCopy(),
    ];
}
