namespace Shop.Verdicts.Anomalies;

/// <summary>What took effect together; an operation without a transaction is one by itself.</summary>
internal sealed record Transaction(int Number, IReadOnlyList<Operation> Operations)
{
    /// <summary>All of it was acknowledged.</summary>
    internal bool Ok { get; } = Operations.All(one => one.Ok);

    internal IEnumerable<Operation> Reads => Operations.Where(one => one.IsRead);

    internal static Transaction[] Of(History history) => [.. history.Operations
        .Select((one, at) => (One: one, Alone: one.Transaction is null ? at : -1))
        .GroupBy(each => (each.One.Transaction, each.Alone), each => each.One)
        .Select((group, number) => new Transaction(number, [.. group]))];

    internal bool Wrote(string key) => Operations.Any(one => one.IsWrite && one.Key == key);
}
