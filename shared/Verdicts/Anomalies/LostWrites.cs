namespace Shop.Verdicts.Anomalies;

/// <summary>Acknowledged writes that the database doesn't hold afterwards: the exact list.</summary>
/// <param name="survived">Whether the database holds this write, looked up after the run.</param>
public sealed class LostWrites(Func<Operation, bool> survived) : Guarantee
{
    public override string Name => "lost acknowledged write";

    /// <summary>For a client that inserts a row per write: the rows that are there.</summary>
    public static LostWrites InRows(IReadOnlySet<(string Key, long Value)> rows) =>
        new(write => rows.Contains((write.Key, write.Value!.Value)));

    /// <summary>
    /// For a client that overwrites one growing value per key: what is there now. Whatever is
    /// newer is lost; what is older may have been there before it was overwritten.
    /// </summary>
    public static LostWrites InRegisters(IReadOnlyDictionary<string, long> values) =>
        new(write => values.TryGetValue(write.Key, out var value) && write.Value <= value);

    protected override IEnumerable<Violation> Find(History history) =>
        from write in history.Writes
        where !survived(write)
        select new Violation(
            $"{write} and had it acknowledged at {Say.Ms(write.End)}, but it is gone.", [write]);
}
