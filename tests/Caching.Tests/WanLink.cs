using System.Diagnostics;

namespace Shop.Tests;

/// <summary>A way across the WAN, through a real proxy: it can be cut and mended.</summary>
public sealed class WanLink : IAsyncDisposable
{
    private readonly Process proxy;
    private readonly HttpClient admin;

    private WanLink(Process proxy, HttpClient admin, int port)
    {
        this.proxy = proxy;
        this.admin = admin;
        Port = port;
    }

    public int Port { get; }

    public static async Task<WanLink> StartAsync(int to)
    {
        var (control, port) = (FreePort.Next(), FreePort.Next());
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var dll = Path.Combine(
            here.Parent!.Parent!.FullName, "Toxiproxy", here.Name, "Toxiproxy.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [dll, "-port", $"{control}"])
        {
            RedirectStandardOutput = true,
        })!;
        var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{control}") };
        var link = new WanLink(process, http, port);
        await Eventually.BecomesTrueAsync(() => link.TryOpenAsync(to));
        return link;
    }

    public Task CutAsync() => SetAsync(enabled: false);

    public Task MendAsync() => SetAsync(enabled: true);

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        proxy.Kill();
        await proxy.WaitForExitAsync();
        proxy.Dispose();
    }

    private async Task SetAsync(bool enabled)
    {
        using var answer = await admin.PostAsJsonAsync("/proxies/link", new { enabled });
        answer.EnsureSuccessStatusCode();
    }

    private async Task<bool> TryOpenAsync(int to)
    {
        try
        {
            var wish = new { name = "link", listen = $"127.0.0.1:{Port}", upstream = $"127.0.0.1:{to}" };
            using var answer = await admin.PostAsJsonAsync("/proxies", wish);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
