namespace Shop.Verdicts;

/// <summary>What all clients did, in order of start.</summary>
public sealed class History
{
    private readonly Lazy<IReadOnlyList<IReadOnlyList<Operation>>> keys;

    /// <param name="operations">In any order; those that failed did nothing and are left out.</param>
    /// <param name="startsEmpty">
    /// Whether keys hold nothing at first. If not, they may hold anything: the first read tells.
    /// Lists are always empty at first.
    /// </param>
    public History(IEnumerable<Operation> operations, bool startsEmpty = true)
    {
        Operations = [.. operations
            .Where(one => one.Outcome != Outcome.Failed)
            // What a read would have seen is not known without its answer.
            .Where(one => one.Ok || one.IsWrite)
            .OrderBy(one => one.Start)];
        StartsEmpty = startsEmpty;
        keys = new(() => [.. Operations.GroupBy(one => one.Key).Select(key => key.ToArray())]);
    }

    public IReadOnlyList<Operation> Operations { get; }

    public bool StartsEmpty { get; }

    /// <summary>The operations of each key.</summary>
    internal IReadOnlyList<IReadOnlyList<Operation>> Keys => keys.Value;

    internal IEnumerable<Operation> Reads => Operations.Where(one => one.IsRead);

    /// <summary>Acknowledged writes, of every kind.</summary>
    internal IEnumerable<Operation> Writes => Operations.Where(one => one.IsWrite && one.Ok);
}
