namespace Shop.Replication;

/// <summary>All servers that have the database: one of them takes writes, all of them answer.</summary>
internal sealed class Nodes(string home, IReadOnlyList<Node> all) : IAsyncDisposable
{
    /// <summary>The one in this service's region.</summary>
    public Node Local { get; } = all.Single(node => node.Site == home);

    public IReadOnlyList<Node> All => all;

    /// <summary>Whom to ask, one after another: near ones first, those that just failed last.</summary>
    /// <param name="leader">Knows most; null if nobody knows who it is.</param>
    public IEnumerable<Node> Nearest(Node? leader) => all
        .OrderBy(node => node.IsSuspect)
        .ThenBy(node => node == Local ? 0 : node == leader ? 1 : 2);

    /// <param name="name">As an agent calls it: <c>database-eu</c>.</param>
    public Node Named(string name) => all.Single(node => name.EndsWith($"-{node.Site}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in all)
            await node.DisposeAsync();
    }
}
