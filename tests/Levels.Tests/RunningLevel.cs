using Microsoft.Extensions.DependencyInjection;

namespace Levels.Tests;

/// <summary>A level that runs inside the test, started the way Aspire's own tests start one.</summary>
internal sealed class RunningLevel : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(180);

    private readonly DistributedApplication app;

    private RunningLevel(DistributedApplication app) => this.app = app;

    public DemoRunner Demos => app.Services.GetRequiredService<DemoRunner>();

    public Task<ShopUnderTest> Shop => app.Services.GetRequiredService<FrontDesk>().Open;

    public string Name => app.Services.GetRequiredService<World>().Level.Split('-')[0];

    public string ControlRoom => Address(port: 0).ToString();

    /// <summary>Of what the level has at a port.</summary>
    /// <param name="port">As an offset into the level's ports.</param>
    public Uri Address(int port) =>
        new($"http://localhost:{app.Services.GetRequiredService<World>().Port(port)}");

    public static async Task<RunningLevel> StartAsync(Type appHost, string? without = null)
    {
        string[] arguments = without is null ? [] : ["--without", without];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync(appHost, arguments);
        var level = new RunningLevel(await builder.BuildAsync());
        try
        {
            await level.app.StartAsync();
            await level.Shop.WaitAsync(StartLimit);
            return level;
        }
        catch
        {
            await level.DisposeAsync();
            throw;
        }
    }

    public Task<DemoReport> PlayAsync(string demo) =>
        Demos.RunAsync(Demos.Demos.Single(one => one.Name == demo));

    /// <summary>Presses one of a part's buttons.</summary>
    public async Task CommandAsync(string resource, string command)
    {
        var commands = app.Services.GetRequiredService<ResourceCommandService>();
        var model = app.Services.GetRequiredService<DistributedApplicationModel>();
        var result = await commands.ExecuteCommandAsync(
            model.Resources.Single(one => one.Name == resource), command);
        Assert.True(result.Success, result.Message);
    }

    public Task RestoreAsync() => app.Services.GetRequiredService<Faults>().RestoreAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
