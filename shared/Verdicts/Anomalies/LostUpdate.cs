namespace Shop.Verdicts.Anomalies;

/// <summary>
/// Two transactions read the same version of a key and both wrote over it (or two compare-and-swap
/// expected the same and both succeeded): the second didn't know of the first.
/// </summary>
public sealed class LostUpdate : Guarantee
{
    public override string Name => "lost update";

    protected override IEnumerable<Violation> Find(History history) =>
        from key in Versions.Of(Transaction.Of(history))
        from same in key.Accesses
            .Where(at => at.By.Ok && IsBasis(at.One, at.By))
            .GroupBy(at => Basis(at.One))
        let updates = same.DistinctBy(at => at.By).ToList()
        where updates.Count > 1
        select Explain(updates[0], updates[1]);

    private static bool IsBasis(Operation one, Transaction by) =>
        one.Kind == Kind.Cas
        || (one.IsRead && by.Wrote(one.Key) && !by.Operations.Any(own => Own(own, one)));

    private static long Basis(Operation one) =>
        one.Kind == Kind.Cas ? one.Expected ?? long.MinValue : one.Version;

    // What a transaction reads back of its own is no basis.
    private static bool Own(Operation own, Operation read) =>
        own.IsWrite && own.Key == read.Key && own.Version == read.Version;

    private static Violation Explain(
        (Operation One, Transaction By) first,
        (Operation One, Transaction By) second)
    {
        var key = first.One.Key;
        Operation[] all = [.. Of(first.By, key), .. Of(second.By, key)];
        return new Violation(
            $"{all.First(one => one.IsWrite)}, and {second.One.Client} wrote over it without "
            + $"having seen it: {all[^1]}.",
            all);
    }

    private static IEnumerable<Operation> Of(Transaction transaction, string key) =>
        transaction.Operations.Where(one => one.Key == key);
}
