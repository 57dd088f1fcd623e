namespace Aspire.Hosting;

/// <summary>
/// Sends references to services in other regions across the WAN. An AppHost writes an ordinary
/// <c>WithReference(service)</c>; when the process is about to start, a reference that crosses
/// regions is replaced by the entry of its link.
/// </summary>
internal static class LinkedReferences
{
    public static Task AppendAsync(World world, DistributedApplicationModel model)
    {
        foreach (var resource in model.Resources.Where(resource => resource.Place() is not null))
        {
            resource.Annotations.Add(new EnvironmentCallbackAnnotation(
                context => ReplaceAsync(world, resource, context)));
        }

        return Task.CompletedTask;
    }

    private static async Task ReplaceAsync(
        World world,
        IResource caller,
        EnvironmentCallbackContext context)
    {
        var here = caller.Place()!.Region;
        foreach (var (name, value) in context.EnvironmentVariables.ToList())
        {
            if (value is EndpointReference { Resource: var service } reference
                && service.Place() is { } place
                && place.Region != here)
            {
                var link = world.Wan.Declare(here, service, world.Latency.Rtt(here, place.Region));
                await world.Wan.OpenAsync(link, context.CancellationToken);
                context.EnvironmentVariables[name] = $"{reference.Scheme}://{link.Address}";
            }
        }
    }
}
