namespace Shop.Verdicts.Sessions;

/// <summary>
/// A client's write takes effect everywhere after what the client had read before it: nobody sees
/// an answer without its question.
/// </summary>
public sealed class WritesFollowReads : Guarantee
{
    public override string Name => "writes follow reads";

    protected override IEnumerable<Violation> Find(History history)
    {
        var past = Past.PerClient(history.Reads);
        return Backwards.Find(past, history.Writes).Concat(Observers.Find(history, past));
    }
}
