namespace Shop.Shoppers;

/// <summary>A running <see cref="Flood"/>.</summary>
public sealed class FloodStream : IAsyncDisposable
{
    /// <summary>Operations per second, ≥ 0; may be changed at any time.</summary>
    public double Rate { get; set; }

    /// <summary>The e-mail address of its only customer.</summary>
    public string Customer { get; } = "";

    /// <summary>Ends it and waits for what is under way, at most the time-out.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
