namespace Shop.Verdicts.Anomalies;

/// <summary>
/// Strips a graph of everything that no way leads into, again and again, and of everything that no
/// way leads out of. All cycles are in what is left; in a good history, nothing is.
/// </summary>
internal static class Core
{
    /// <param name="to">Where the ways from each node lead.</param>
    /// <returns>Whether each node is left.</returns>
    internal static bool[] Of(int[][] to)
    {
        var left = Enumerable.Repeat(element: true, to.Length).ToArray();
        var from = new List<int>[to.Length];
        for (var node = 0; node < to.Length; node++)
        {
            from[node] = [];
        }

        foreach (var (node, nexts) in to.Index())
        {
            foreach (var next in nexts)
            {
                from[next].Add(node);
            }
        }

        Strip(left, [.. from.Select(nodes => nodes.Count)], to);
        Strip(left, [.. to.Select(nodes => nodes.Count(next => left[next]))], from);
        return left;
    }

    private static void Strip(bool[] left, int[] ways, IReadOnlyList<IReadOnlyList<int>> neighbours)
    {
        var open = new Stack<int>(
            Enumerable.Range(0, ways.Length).Where(node => left[node] && ways[node] == 0));
        while (open.TryPop(out var node))
        {
            left[node] = false;
            foreach (var next in neighbours[node].Where(next => left[next] && --ways[next] == 0))
            {
                open.Push(next);
            }
        }
    }
}
