using System.Diagnostics;
using Toxiproxy.Tests.Support;

namespace Toxiproxy.Tests;

/// <summary>The client that npm has, unchanged, against this server.</summary>
public sealed class NodeClientTests
{
    private const string Package = "toxiproxy-node-client@4.1.0";

    [Fact]
    public async Task The_node_client_works_unchanged()
    {
        var folder = await InstalledAsync();
        var script = Path.Combine(folder, "node-client.mjs");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "node-client.mjs"), script, true);
        await using var server = await ProxyServer.StartAsync();
        var output = await RunAsync(folder, "node", script, $"http://127.0.0.1:{server.Port}");
        Assert.EndsWith("held", output.Trim());
    }

    private static async Task<string> InstalledAsync()
    {
        // Beside the build's output, so that it is downloaded once.
        var folder = Path.GetFullPath(
            Path.Combine(AppContext.BaseDirectory, "../../../npm/toxiproxy-node-client"));
        Directory.CreateDirectory(folder);
        if (!Directory.Exists(Path.Combine(folder, "node_modules/toxiproxy-node-client")))
        {
            await RunAsync(
                folder, "npm", "install", "--no-audit", "--no-fund", "--prefix", folder, Package);
        }

        return folder;
    }

    private static async Task<string> RunAsync(
        string folder, string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);
        return output;
    }
}
