using System.Globalization;

namespace ControlRoom.Tests;

/// <summary>
/// An afternoon in fast motion. It runs only when asked for, because it takes minutes:
/// <c>SOAK_MINUTES=30 dotnet ControlRoom.Tests.dll -explicit only -class "*SoakTests"</c>.
/// </summary>
[Collection("theatre")]
public sealed class SoakTests(Theatre theatre)
{
    private const double MB = 1 << 20;

    private static readonly string[] Round =
    [
        "links/eu-west-1-to-backend/refuse",
        "links/eu-west-1-to-assets/slow?ms=300",
        "resources/assets/pause",
        "switches/shoppers?to=20",
        "resources/backend/kill",
        "regions/ap-southeast-1/partition?from=us-east-1",
        "reset",
    ];

    [Fact(Explicit = true)]
    public async Task Memory_stays_flat_in_the_page_and_in_the_server()
    {
        var minutes = Environment.GetEnvironmentVariable("SOAK_MINUTES") ?? "30";
        var length = TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture));
        await using var projector = await theatre.OpenAsync();

        // Until the curves of two minutes are full and the code is compiled.
        await BreakForAsync(projector, length / 4);
        var before = await WeighAsync(projector);
        await BreakForAsync(projector, length * 3 / 4);
        var after = await WeighAsync(projector);

        TestContext.Current.SendDiagnosticMessage("before {0}, after {1}", before, after);
        TestContext.Current.TestOutputHelper?.WriteLine($"before {before}, after {after}");
        Assert.InRange(after.PageMB, 0, (before.PageMB * 1.25) + 1);
        Assert.InRange(after.Nodes, 0, (before.Nodes * 1.25) + 500);
        Assert.InRange(after.ServerMB, 0, (before.ServerMB * 1.25) + 20);
    }

    private static async Task BreakForAsync(Projector projector, TimeSpan length)
    {
        using var over = new CancellationTokenSource(length);
        for (var next = 0; !over.IsCancellationRequested; next++)
        {
            await projector.Page.EvaluateAsync(
                "order => fetch(`/api/${order}`, "
                + "{ method: 'POST', headers: { 'X-Control-Room': '1' } })",
                Round[next % Round.Length]);
            await projector.Page.WaitForTimeoutAsync(1_000);
        }
    }

    // Garbage is no leak: both are asked to collect it first.
    private static async Task<Weight> WeighAsync(Projector projector)
    {
        var tools = await projector.Page.Context.NewCDPSessionAsync(projector.Page);
        await tools.SendAsync("HeapProfiler.collectGarbage");
        await tools.SendAsync("Performance.enable");
        var answer = await tools.SendAsync("Performance.getMetrics");
        var metrics = answer!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(
            one => one.GetProperty("name").GetString()!,
            one => one.GetProperty("value").GetDouble());
        await tools.DetachAsync();
        return new(
            Math.Round(metrics["JSHeapUsedSize"] / MB, 2),
            (int)metrics["Nodes"],
            Math.Round(GC.GetTotalMemory(forceFullCollection: true) / MB, 1),
            Math.Round(Environment.WorkingSet / MB));
    }

    /// <param name="PageMB">What the page's objects take.</param>
    /// <param name="Nodes">In the page's document and still referred to.</param>
    /// <param name="ServerMB">What the level's host's objects take, the shoppers' history too.</param>
    /// <param name="ResidentMB">The same process as the system sees it.</param>
    private sealed record Weight(double PageMB, int Nodes, double ServerMB, double ResidentMB);
}
