namespace Cdn.Tests;

/// <summary>An origin and an edge in front of it.</summary>
internal sealed class Site : IAsyncDisposable
{
    private Site(Origin origin, EdgeProcess edge) => (Origin, Edge) = (origin, edge);

    public Origin Origin { get; }

    public EdgeProcess Edge { get; }

    public static async Task<Site> OpenAsync(params (string Name, string Value)[] settings)
    {
        var origin = await Origin.StartAsync();
        return new(origin, await EdgeProcess.StartAsync(origin.Address, settings));
    }

    public async ValueTask DisposeAsync()
    {
        await Edge.DisposeAsync();
        await Origin.DisposeAsync();
    }
}
