namespace Aspire.Hosting.Execution;

/// <summary>What Aspire tells every ASP.NET Core project.</summary>
internal static class ProjectEnvironment
{
    internal static void AddTo(EnvironmentCallbackContext context, IHostEnvironment host)
    {
        var variables = context.EnvironmentVariables;
        variables["ASPNETCORE_ENVIRONMENT"] = host.EnvironmentName;
        variables["DOTNET_ENVIRONMENT"] = host.EnvironmentName;
        variables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";

        var urls = context.Resource.Annotations.OfType<EndpointAnnotation>()
            .Where(e => e.UriScheme is "http" or "https" && e.TargetPortEnvironmentVariable is null)
            .Select(e => $"{e.UriScheme}://{e.TargetHost}:{e.AllocatedEndpoint!.Port}")
            .ToList();
        if (urls.Count > 0)
        {
            variables["ASPNETCORE_URLS"] = string.Join(';', urls);
        }
    }
}
