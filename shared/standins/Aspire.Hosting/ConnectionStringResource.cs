namespace Aspire.Hosting;

/// <summary>A connection string that is composed of other values.</summary>
public sealed class ConnectionStringResource(
    string name,
    ReferenceExpression connectionStringExpression)
    : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    public ReferenceExpression ConnectionStringExpression { get; } = connectionStringExpression;
}

public static class ConnectionStringBuilderExtensions
{
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        string name,
        ReferenceExpression connectionStringExpression) =>
        builder.AddResource(new ConnectionStringResource(name, connectionStringExpression))
            .OnInitializeResource(PublishAsync);

    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        string name,
        Action<ReferenceExpressionBuilder> connectionStringBuilder)
    {
        var expression = new ReferenceExpressionBuilder();
        connectionStringBuilder(expression);
        return builder.AddConnectionString(name, expression.Build());
    }

    private static async Task PublishAsync(
        ConnectionStringResource resource,
        InitializeResourceEvent @event,
        CancellationToken cancellationToken)
    {
        await @event.Notifications.WaitForDependenciesAsync(resource, cancellationToken);
        await @event.Eventing.PublishAsync(
            new ConnectionStringAvailableEvent(resource, @event.Services), cancellationToken);
        await @event.Notifications.PublishUpdateAsync(
            resource, s => s with { State = KnownResourceStates.Running });
    }
}
