namespace Shop.Verdicts.Sessions;

/// <summary>
/// Finds states that hold a client's write, but not what must come before it. Such a state is seen
/// by one transaction, or by one read after another at the same server.
/// </summary>
internal sealed class Observers
{
    private readonly Past causes;
    private readonly Dictionary<(string Key, long Value), Operation> writers = [];

    private Observers(History history, Past causes)
    {
        this.causes = causes;
        foreach (var write in history.Operations.Where(one => one.IsWrite))
        {
            writers[(write.Key, write.Version)] = write;
        }
    }

    /// <param name="history">Where reads and writes come from.</param>
    /// <param name="causes">What each client's later writes must not be seen without.</param>
    internal static IEnumerable<Violation> Find(History history, Past causes)
    {
        var observers = new Observers(history, causes);
        var transactions = history.Reads
            .Where(read => read.Transaction is not null)
            .GroupBy(read => read.Transaction)
            .SelectMany(reads => observers.InTransaction([.. reads]));
        var servers = history.Reads
            .Where(read => read.ServedBy is not null)
            .GroupBy(read => read.ServedBy)
            .SelectMany(reads => observers.AtServer([.. reads]));
        return transactions.Concat(servers);
    }

    private IEnumerable<Violation> InTransaction(Operation[] reads) =>
        from effect in reads
        let write = writers.GetValueOrDefault((effect.Key, effect.Version))
        where write is not null
        from read in reads
        where !ReferenceEquals(read, effect)
        let violation = Judge(effect, write, read)
        where violation is not null
        select violation;

    private IEnumerable<Violation> AtServer(Operation[] reads)
    {
        // Of each client's writes that were seen so far, the last: it has the most causes.
        var seen = new Dictionary<string, (Operation Write, Operation Read)>();
        var ended = new Queue<Operation>(reads.OrderBy(read => read.End));
        foreach (var read in reads)
        {
            while (ended.Peek().End < read.Start)
            {
                See(seen, ended.Dequeue());
            }

            foreach (var client in causes.Clients(read.Key).Where(seen.ContainsKey))
            {
                if (Judge(seen[client].Read, seen[client].Write, read) is { } violation)
                {
                    yield return violation;
                }
            }
        }
    }

    private void See(Dictionary<string, (Operation Write, Operation Read)> seen, Operation read)
    {
        if (writers.TryGetValue((read.Key, read.Version), out var write)
            && (!seen.TryGetValue(write.Client, out var last) || last.Write.Start < write.Start))
        {
            seen[write.Client] = (write, read);
        }
    }

    private Violation? Judge(Operation effect, Operation write, Operation read)
    {
        var cause = causes.Newest(write.Client, read.Key, write.Start);
        return cause is null || cause.Version <= read.Version
            ? null
            : new Violation(
                $"{read} although {Say.Value(effect)} of {effect.Key} was there, which "
                + $"{write.Client} wrote after {Say.Learned(cause, write)}.",
                [cause, write, effect, read]);
    }
}
