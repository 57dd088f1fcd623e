using System.Reflection;

namespace Hosting.Tests;

/// <summary>A test runs the application of an AppHost inside its own process.</summary>
public sealed class EntryPointTests
{
    [Fact]
    public async Task A_test_changes_and_starts_the_application_of_an_AppHost()
    {
        var entryPoint = EntryPoint();
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync(
            entryPoint, ["steady"]);
        Assert.Same(entryPoint.Assembly, builder.AppHostAssembly);
        Assert.Equal(
            ["sleeper", "parent", "stubborn", "web"], builder.Resources.Select(r => r.Name));
        builder.AddSleeper("added");

        await using var app = await builder.BuildAsync();
        await app.StartAsync().WaitAsync(TestApplication.Patience);

        await app.HealthyAsync("added");
        await app.HealthyAsync("web");
        using var client = app.CreateHttpClient("web");
        Assert.Equal("healthy", await client.GetStringAsync("/health"));
    }

    [Fact]
    public async Task A_test_sees_the_exception_of_an_AppHost()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => DistributedApplicationTestingBuilder.CreateAsync(EntryPoint(), ["exception"]));

        Assert.Equal("the AppHost is wrong", exception.Message);
    }

    private static Type EntryPoint() =>
        Assembly.LoadFrom(HostProcess.Dll).EntryPoint!.DeclaringType!;
}
