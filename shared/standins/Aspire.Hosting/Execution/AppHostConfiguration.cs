using System.Reflection;
using Microsoft.Extensions.FileProviders;

namespace Aspire.Hosting.Execution;

/// <summary>appsettings.json of the AppHost's folder, the environment, the command line.</summary>
internal static class AppHostConfiguration
{
    internal static ConfigurationManager Create(string directory, string[] args)
    {
        var configuration = new ConfigurationManager();
        foreach (var name in new[] { "appsettings.json", "appsettings.Development.json" })
        {
            if (File.Exists(Path.Combine(directory, name)))
            {
                configuration.AddJsonFile(Path.Combine(directory, name));
            }
        }

        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args);
        return configuration;
    }
}

internal sealed class AppHostEnvironment(
    IConfiguration configuration,
    Assembly? assembly,
    string directory) : IHostEnvironment
{
    public string EnvironmentName { get; set; } =
        configuration["DOTNET_ENVIRONMENT"] ?? Environments.Development;

    public string ApplicationName { get; set; } = assembly?.GetName().Name ?? "AppHost";

    public string ContentRootPath { get; set; } = directory;

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
