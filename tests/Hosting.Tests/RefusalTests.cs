using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Hosting.Tests;

/// <summary>What cannot work is said in one line before anything is started.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_taken_port_names_the_resource_the_port_and_its_holder(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await using var host = HostProcess.Start(
            "taken-port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.StartsWith(
            $"server: port {port} is taken by process {Environment.ProcessId} (", host.Errors);
        Assert.Single(host.Errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_missing_program_names_what_installs_it()
    {
        await using var host = HostProcess.Start("missing-program");

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Equal(
            "server: there is no program 'no-such-program'. Run: apt-get install no-such-program",
            host.Errors.Trim());
        Assert.Empty(host.Descendants());
    }

    [Fact]
    public async Task A_project_that_is_not_built_names_the_command_that_builds_it()
    {
        await using var host = HostProcess.Start("not-built");

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.StartsWith("service: the project is not built. Run: dotnet build", host.Errors);
        Assert.Single(host.Errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_mistake_in_the_model_is_one_line()
    {
        await using var host = HostProcess.Start("mistake");

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.StartsWith("Cannot add resource", host.Errors);
        Assert.Single(host.Errors.Trim().Split('\n'));
        await host.LeavesNothingAsync();
    }

    [Fact]
    public async Task A_resource_that_crashes_at_start_ends_the_host()
    {
        await using var host = HostProcess.Start("crash");

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Matches(@"(?m)^crashing failed: exit code 3 after \d+\.\d s", host.Errors);
        Assert.Contains("  | the last words", host.Errors);
        Assert.Contains(
            "dependent was not started: crashing ended with exit code 3.", host.Errors);
        await host.LeavesNothingAsync();
    }
}
