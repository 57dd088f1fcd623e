namespace Failover.Tests;

/// <summary>To start a cluster takes seconds, so all who leave it whole use the same one.</summary>
[CollectionDefinition(Name)]
public sealed class Shared : ICollectionFixture<Cluster>
{
    public const string Name = "one cluster";
}
