namespace Shop.Replication;

/// <summary>
/// Which mechanism this run goes without (environment variable WITHOUT), so that one can see what
/// it is good for: <c>local-reads</c>, <c>tokens</c>, <c>merge</c>.
/// </summary>
internal sealed record Without(string? Name)
{
    public bool LocalReads => Name is not "local-reads";

    public bool Tokens => Name is not "tokens";

    public bool Merge => Name is not "merge";
}
