using Shop.Shoppers;

namespace Shop;

/// <summary>Nobody shops until it is disposed of.</summary>
internal sealed class Silence : IDisposable
{
    private readonly Fleet fleet;

    public Silence(Fleet fleet)
    {
        this.fleet = fleet;
        fleet.Pause();
    }

    public void Dispose() => fleet.Resume();
}
