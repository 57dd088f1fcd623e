namespace Shop.Verdicts.Anomalies;

/// <summary>
/// A write of an old epoch that began after a write of a newer epoch had been acknowledged and
/// was accepted all the same: fencing failed.
/// </summary>
public sealed class StaleLeader : Guarantee
{
    public override string Name => "stale leader";

    protected override IEnumerable<Violation> Find(History history)
    {
        var ended = new Queue<Operation>(
            history.Writes.Where(one => one.Epoch is not null).OrderBy(one => one.End));
        var newest = default(Operation);
        foreach (var write in history.Writes.Where(one => one.Epoch is not null))
        {
            while (ended.TryPeek(out var next) && next.End < write.Start)
            {
                ended.Dequeue();
                newest = newest is null || next.Epoch > newest.Epoch ? next : newest;
            }

            if (newest is not null && newest.Epoch > write.Epoch)
            {
                yield return new Violation(
                    $"{write} in epoch {write.Epoch} at {write.ServedBy ?? "its leader"}, "
                    + $"{Say.After(newest, write)} after {newest.ServedBy ?? "another"} had "
                    + $"accepted a write in epoch {newest.Epoch}.",
                    [newest, write]);
            }
        }
    }
}
