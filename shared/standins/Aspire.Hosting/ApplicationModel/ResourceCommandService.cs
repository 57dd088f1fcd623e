namespace Aspire.Hosting.ApplicationModel;

/// <summary>Executes the commands of resources, those of people and those of demos.</summary>
public class ResourceCommandService
{
    private readonly IServiceProvider _services;
    private readonly ResourceLoggerService _loggers;

    internal ResourceCommandService(IServiceProvider services)
    {
        _services = services;
        _loggers = services.GetRequiredService<ResourceLoggerService>();
    }

    /// <returns>A failed result when there is no such resource or command.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId,
        string commandName,
        CancellationToken cancellationToken = default)
    {
        var model = _services.GetRequiredService<DistributedApplicationModel>();
        return model.Resources.TryGetByName(resourceId, out var resource)
            ? ExecuteCommandAsync(resource, commandName, cancellationToken)
            : Task.FromResult(CommandResults.Failure($"Resource '{resourceId}' not found."));
    }

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource,
        string commandName,
        CancellationToken cancellationToken = default)
    {
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>()
            .FirstOrDefault(c => c.Name == commandName);
        if (command is null)
        {
            return CommandResults.Failure(
                $"Command '{commandName}' not available for resource '{resource.Name}'.");
        }

        var context = new ExecuteCommandContext
        {
            Services = _services,
            ResourceName = resource.Name,
            CancellationToken = cancellationToken,
            Logger = _loggers.GetLogger(resource),
        };

        // A command is foreign code, and who clicks a button wants an answer in any case.
        try
        {
            return await command.ExecuteCommand(context);
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception e)
        {
            context.Logger.LogError(e, "Command '{Command}' failed.", commandName);
            return CommandResults.Failure(e);
        }
    }
}
