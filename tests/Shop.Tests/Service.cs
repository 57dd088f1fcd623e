using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Shop.Tests;

/// <summary>One of the shop's services as a process of its own, on a free port.</summary>
public sealed class Service : IAsyncDisposable
{
    // A test project says in its metadata which level's services it is about.
    private static readonly string Level = typeof(Service).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "level").Value!;

    private readonly Process process;
    private readonly List<string> output = [];
    private bool isEnded;

    private Service(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public string Output
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    /// <param name="name">Of the project.</param>
    public static Service Start(string name, params (string Name, string Value)[] environment) =>
        StartAt(FreeAddress(), name, environment);

    public static Uri FreeAddress() => new(string.Create(
        CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}"));

    /// <summary>Where others know that it will be.</summary>
    public static Service StartAt(
        Uri address, string name, params (string Name, string Value)[] environment)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var assembly = $"{Level}.{name}";
        var dll = Path.Combine(here.Parent!.Parent!.FullName, assembly, here.Name, $"{assembly}.dll");
        var start = new ProcessStartInfo("dotnet", [dll])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = address.OriginalString;
        start.Environment["REGION"] = "us-east-1";
        start.Environment["INSTANCE"] = name.ToLowerInvariant();
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        return new(Process.Start(start)!, address);
    }

    public static async Task<Service> StartBackendAsync(
        string database, string release = "v1", params (string Name, string Value)[] environment)
    {
        var service = Start(
            "Backend",
            [("ConnectionStrings__shop", database), ("RELEASE", release), .. environment]);
        await service.WaitUntilReadyAsync();
        return service;
    }

    public async Task WaitUntilReadyAsync() => await Eventually.BecomesTrueAsync(async () =>
    {
        Assert.False(process.HasExited, Output);
        return await AnswersAsync("/health") == HttpStatusCode.OK;
    });

    /// <returns>Null when nobody answers.</returns>
    public async Task<HttpStatusCode?> AnswersAsync(string path)
    {
        try
        {
            using var response = await Client.GetAsync(path);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Asks the process to end, as a release does, and waits for it.</summary>
    public async Task<int> TerminateAsync()
    {
        _ = Kill(process.Id, 15);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (isEnded)
            return;
        isEnded = true;
        Client.Dispose();
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            output.Add(line.Data ?? "");
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
