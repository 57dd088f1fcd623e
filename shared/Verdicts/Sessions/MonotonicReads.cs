namespace Shop.Verdicts.Sessions;

/// <summary>A client's read is never older than what it has read before.</summary>
public sealed class MonotonicReads : Guarantee
{
    public override string Name => "monotonic reads";

    protected override IEnumerable<Violation> Find(History history) =>
        Backwards.Find(Past.PerClient(history.Reads), history.Reads);
}
