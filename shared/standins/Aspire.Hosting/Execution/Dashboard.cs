namespace Aspire.Hosting.Execution;

/// <summary>
/// The real Aspire dashboard, where the Aspire CLI is on PATH or under <c>.tools</c> in a folder
/// above the AppHost: traces, metrics and logs of every service.
/// </summary>
internal static class Dashboard
{
    private const string Name = "aspire-dashboard";

    internal static void AddTo(
        IDistributedApplicationBuilder builder,
        DistributedApplicationOptions options)
    {
        var hasCollector = builder.Configuration[OtlpEnvironment.GrpcKey] is not null
            || builder.Configuration[OtlpEnvironment.HttpKey] is not null;
        if (options.DisableDashboard
            || hasCollector
            || FindCli(builder.AppHostDirectory) is not { } cli)
        {
            return;
        }

        var dashboard = builder.AddExecutable(Name, cli, "/", "dashboard", "run")
            .WithArgs("--allow-anonymous", "--non-interactive", "--nologo")
            .WithHttpEndpoint(name: "frontend")
            .WithHttpEndpoint(name: "grpc")
            .WithHttpEndpoint(name: "http")
            .WithArgs(c => AddUrls(c.Args, (IResourceWithEndpoints)c.Resource))
            .WithExplicitStart()
            .WithInitialState(new()
            {
                ResourceType = "Executable",
                Properties = [],
                IsHidden = true,
            });
        Collect(builder, dashboard);

        // It takes seconds to start and everybody can do without it: the others come first.
        builder.Eventing.Subscribe<AfterResourcesCreatedEvent>(
            (created, _) => Start(created.Services, dashboard));
    }

    private static Task Start(
        IServiceProvider services,
        IResourceBuilder<ExecutableResource> dashboard)
    {
        _ = services.GetRequiredService<ProcessSupervisor>().Of(dashboard.Resource).StartAsync();
        services.GetRequiredService<HostConsole>().Say(
            $"Aspire dashboard: {dashboard.GetEndpoint("frontend").Url}");
        return Task.CompletedTask;
    }

    private static void AddUrls(IList<object> args, IResourceWithEndpoints dashboard)
    {
        (string Option, string Endpoint)[] urls =
        [
            ("--frontend-url", "frontend"),
            ("--otlp-grpc-url", "grpc"),
            ("--otlp-http-url", "http"),
        ];
        foreach (var (option, endpoint) in urls)
        {
            args.Add(option);
            args.Add(dashboard.GetEndpoint(endpoint));
        }
    }

    // The ports are settled before anybody asks for environment variables.
    private static void Collect(
        IDistributedApplicationBuilder builder,
        IResourceBuilder<ExecutableResource> dashboard) =>
        dashboard.OnResourceEndpointsAllocated((_, _, _) =>
        {
            builder.Configuration[OtlpEnvironment.GrpcKey] = dashboard.GetEndpoint("grpc").Url;
            return Task.CompletedTask;
        });

    private static string? FindCli(string directory)
    {
        string[] places =
        [
            ".tools/aspire",
            ".tools/bin/aspire",
            ".tools/node_modules/.bin/aspire",
        ];
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            var packages = Path.Combine(folder.FullName, ".tools/node_modules/@microsoft");
            var packaged = Directory.Exists(packages)
                ? Directory.GetDirectories(packages, "aspire-cli-*").Select(d => d + "/bin/aspire")
                : [];
            if (places.Concat(packaged).Select(p => Executables.Find(p, folder.FullName))
                .FirstOrDefault(p => p is not null) is { } cli)
            {
                return cli;
            }
        }

        return Executables.Find("aspire", directory);
    }
}
