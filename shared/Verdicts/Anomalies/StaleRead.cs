namespace Shop.Verdicts.Anomalies;

/// <summary>
/// A read that began after somebody was sure of a version (had read it, or its write had been
/// acknowledged) and returned an older one.
/// </summary>
public sealed class StaleRead : Guarantee
{
    public override string Name => "stale read";

    protected override IEnumerable<Violation> Find(History history)
    {
        var past = Past.OfEverybody(history.Operations);
        return
            from read in history.Reads
            let known = past.Newest("", read.Key, read.Start)
            where known is not null && known.Version > read.Version
            select Sessions.Backwards.Of(known, read);
    }
}
