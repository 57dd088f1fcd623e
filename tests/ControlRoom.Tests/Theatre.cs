extern alias level1;

using System.Globalization;

namespace ControlRoom.Tests;

/// <summary>A running level and a browser beside it, as on a stage.</summary>
public sealed class Theatre : IAsyncLifetime
{
    private DistributedApplication app = null!;
    private TestBrowser browser = null!;
    private string address = "";

    public async ValueTask InitializeAsync()
    {
        var port = Random.Shared.Next(15, 20) * 1000;
        address = $"http://localhost:{port}";
        var builder = await DistributedApplicationTestingBuilder.CreateAsync(
            typeof(level1::Projects.AppHost),
            ["--portbase", port.ToString(CultureInfo.InvariantCulture)]);
        app = await builder.BuildAsync();
        await app.StartAsync();
        browser = await TestBrowser.LaunchAsync();
        await app.Services.GetRequiredService<FrontDesk>().Open.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Stops a process behind the level's back, as a machine in trouble would.</summary>
    internal Task FreezeAsync(string name) => Processes.PauseAsync(Port(name));

    internal Task ThawAsync(string name) => Processes.ResumeAsync(Port(name));

    internal Task<Projector> OpenAsync() => browser.OpenAsync(address);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await app.DisposeAsync();
    }

    private int Port(string name) =>
        app.Services.GetRequiredService<DistributedApplicationModel>()
            .Resources.Single(one => one.Name == name).Place()!.Port;
}

/// <summary>There is one stage: two levels in one process would use the same files.</summary>
[CollectionDefinition("theatre")]
public sealed class TheatreCollection : ICollectionFixture<Theatre>;
