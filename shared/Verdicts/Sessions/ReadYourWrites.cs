namespace Shop.Verdicts.Sessions;

/// <summary>A client's read is never older than what it has written before.</summary>
public sealed class ReadYourWrites : Guarantee
{
    public override string Name => "read your writes";

    protected override IEnumerable<Violation> Find(History history) =>
        Backwards.Find(Past.PerClient(history.Writes), history.Reads);
}
