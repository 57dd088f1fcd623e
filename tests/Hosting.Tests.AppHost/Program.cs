using System.Diagnostics;
using System.Globalization;
using Hosting.Tests.AppHost;

// One small application per scenario; a test starts this process and looks at what is left of it.
var builder = DistributedApplication.CreateBuilder(args);
var directory = Path.Combine(Path.GetTempPath(), $"shop-{Environment.ProcessId}");
Directory.CreateDirectory(Path.Combine(directory, "data"));

switch (args[0])
{
    case "steady":
        builder.AddExecutable("sleeper", "sleep", "/", "600");
        builder.AddExecutable("parent", "sh", "/", "-c", "sleep 601 & sleep 602");
        const string Stubborn = "trap '' TERM INT; sleep 603 & while :; do wait; done";
        builder.AddExecutable("stubborn", "sh", "/", "-c", Stubborn);
        builder.AddProject<Projects.Hosting_Tests_Web>("web")
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .OnResourceReady((web, _, _) => Announce($"ready {web.GetEndpoint("http").Url}"));
        break;

    case "slow-start":
        var slow = builder.AddExecutable("slow", "sleep", "/", "604").NeverHealthy();
        builder.AddExecutable("patient", "sleep", "/", "605").WaitFor(slow);
        break;

    case "crash":
        var crashing = builder.AddProject<Projects.Hosting_Tests_Web>("crashing")
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithArgs("crash");
        builder.AddExecutable("dependent", "sleep", "/", "606").WaitFor(crashing);
        builder.AddExecutable("bystander", "sleep", "/", "607");
        break;

    case "taken-port":
        builder.AddExecutable("server", "sleep", "/", "608")
            .WithEndpoint(port: int.Parse(args[1], CultureInfo.InvariantCulture), isProxied: false);
        break;

    case "missing-program":
        builder.AddExecutable("sleeper", "sleep", "/", "609");
        builder.AddExecutable("server", "no-such-program", "/")
            .WithRequiredCommand("no-such-program", "Run: apt-get install no-such-program");
        break;

    case "not-built":
        builder.AddProject("service", "nowhere/Service.csproj");
        break;

    case "mistake":
        builder.AddExecutable("sleeper", "sleep", "/", "610");
        builder.AddExecutable("sleeper", "sleep", "/", "611");
        break;

    case "helper":
        builder.AddExecutable("prepared", "sleep", "/", "612").OnBeforeResourceStarted((_, _, _) =>
            Process.Start("sh", ["-c", "sleep 613; sleep 614"]).WaitForExitAsync());
        break;

    case "exception":
        throw new InvalidOperationException("the AppHost is wrong");
}

var app = builder.Build();
await Announce("built");
app.Run();

static Task Announce(string line)
{
    Console.WriteLine(line);
    return Task.CompletedTask;
}
