namespace Shop.Verdicts.Sessions;

/// <summary>A client's writes take effect everywhere in the order in which it wrote them.</summary>
public sealed class MonotonicWrites : Guarantee
{
    public override string Name => "monotonic writes";

    protected override IEnumerable<Violation> Find(History history)
    {
        var past = Past.PerClient(history.Writes);
        return Backwards.Find(past, history.Writes).Concat(Observers.Find(history, past));
    }
}
