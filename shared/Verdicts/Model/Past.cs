namespace Shop.Verdicts;

/// <summary>The newest version of a key that somebody was sure of before some moment.</summary>
internal sealed class Past
{
    private readonly Dictionary<(string Client, string Key), List<Operation>> known = [];
    private readonly Dictionary<string, List<string>> clients = [];

    private Past(IEnumerable<Operation> operations, Func<Operation, string> client)
    {
        foreach (var one in operations.Where(one => one.Ok).OrderBy(one => one.End))
        {
            Learn(client(one), one);
        }
    }

    internal static Past PerClient(IEnumerable<Operation> operations) =>
        new(operations, one => one.Client);

    internal static Past OfEverybody(IEnumerable<Operation> operations) =>
        new(operations, _ => "");

    /// <summary>All who learned something about a key.</summary>
    internal IReadOnlyList<string> Clients(string key) => clients.GetValueOrDefault(key, []);

    /// <returns>The newest version that had ended before that moment, or null.</returns>
    internal Operation? Newest(string client, string key, TimeSpan before)
    {
        if (!known.TryGetValue((client, key), out var steps))
        {
            return null;
        }

        var (low, high) = (0, steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = steps[middle].End < before ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : steps[low - 1];
    }

    // Only what was newer than everything before: the last step in time is the newest version.
    private void Learn(string client, Operation one)
    {
        if (!known.TryGetValue((client, one.Key), out var steps))
        {
            known[(client, one.Key)] = steps = [];
            if (!clients.TryGetValue(one.Key, out var all))
            {
                clients[one.Key] = all = [];
            }

            all.Add(client);
        }

        if (steps.Count == 0 || steps[^1].Version < one.Version)
        {
            steps.Add(one);
        }
    }
}
