namespace Shop.Verdicts.Anomalies;

/// <summary>A read and the transaction whose write it should have seen, had it come later.</summary>
internal sealed record Missed(Operation Read, Transaction Reader, Transaction By);

/// <summary>Which transaction must have come before which other one, and why.</summary>
internal sealed class Dependencies
{
    private readonly List<Missed> missed = [];
    private readonly List<Transaction>[] after;
    private long left;

    private Dependencies(IReadOnlyList<Transaction> transactions, long limit)
    {
        left = limit;
        after = [.. transactions.Select(_ => new List<Transaction>())];
        foreach (var (versions, accesses) in Versions.Of(transactions))
        {
            AddWrites(versions);
            AddReads(versions, accesses);
        }
    }

    internal bool GaveUp => left <= 0;

    /// <summary>Anti-dependencies that may be part of a cycle.</summary>
    internal IEnumerable<Missed> Missed
    {
        get
        {
            var over = missed.ToLookup(one => one.Reader.Number, one => one.By.Number);
            var core = Core.Of([.. after.Index().Select(from => from.Item.Select(to => to.Number)
                .Concat(over[from.Index])
                .ToArray())]);
            return missed.Where(one => core[one.Reader.Number] && core[one.By.Number]);
        }
    }

    internal static Dependencies Of(History history, long limit) =>
        new(Transaction.Of(history), limit);

    /// <returns>The shortest way by writes over and reads of writes, or null.</returns>
    internal IReadOnlyList<Transaction>? Path(Transaction from, Transaction to)
    {
        var cameFrom = new Dictionary<Transaction, Transaction>(ReferenceEqualityComparer.Instance);
        var open = new Queue<Transaction>([from]);
        while (!GaveUp && open.TryDequeue(out var one))
        {
            if (one == to)
            {
                return [.. Back(one, from, cameFrom).Reverse()];
            }

            foreach (var next in after[one.Number].Where(next => cameFrom.TryAdd(next, one)))
            {
                open.Enqueue(next);
            }

            left -= 1 + after[one.Number].Count;
        }

        return null;
    }

    private static IEnumerable<Transaction> Back(
        Transaction last,
        Transaction first,
        Dictionary<Transaction, Transaction> cameFrom)
    {
        for (; last != first; last = cameFrom[last])
        {
            yield return last;
        }

        yield return first;
    }

    private void AddWrites(Versions versions)
    {
        foreach (var (one, next) in versions.Writers.Zip(versions.Writers.Skip(1)))
        {
            Add(one, next);
        }
    }

    private void AddReads(Versions versions, (Operation One, Transaction By)[] accesses)
    {
        foreach (var (read, by) in accesses.Where(at => at.One.IsRead && at.By.Ok))
        {
            var writer = versions.Writer(read);
            Add(writer, by);
            if (writer != by && versions.Overwriter(read) is { } over && over != by)
            {
                missed.Add(new Missed(read, by, over));
            }
        }
    }

    private void Add(Transaction? before, Transaction? behind)
    {
        if (before is not null && behind is not null && before != behind)
        {
            after[before.Number].Add(behind);
        }
    }
}
