using System.Text.Json;

namespace Shop.Cost;

/// <summary>List prices in US$, each with the date on which it was last confirmed.</summary>
public sealed class Prices
{
    private readonly JsonElement items;

    private Prices(JsonElement root)
    {
        items = root.GetProperty("items");
        Source = root.GetProperty("source").GetString()!;
    }

    /// <summary>Where the prices come from.</summary>
    public string Source { get; }

    /// <summary>The prices that travel with this library.</summary>
    public static Prices Load()
    {
        using var file = typeof(Prices).Assembly.GetManifestResourceStream("prices.json")!;
        return new Prices(JsonDocument.Parse(file).RootElement);
    }

    /// <param name="item">Its name in the file, for example <c>vcpu_hour</c>.</param>
    /// <param name="variant">A region, or another key of the item; <c>usd</c> where there is one price.</param>
    /// <exception cref="KeyNotFoundException">There is no such price.</exception>
    public Price this[string item, string variant = "usd"]
    {
        get
        {
            var entry = items.GetProperty(item);
            return new Price(
                entry.GetProperty(variant).GetDouble(),
                entry.GetProperty("unit").GetString()!,
                entry.TryGetProperty("basis", out var basis) ? basis.GetString() : null,
                entry.GetProperty("date").GetString()!);
        }
    }
}

/// <param name="Usd">US$ for one <paramref name="Unit"/>.</param>
/// <param name="Unit">What one piece is.</param>
/// <param name="Basis">The product that it is the price of, if one was named.</param>
/// <param name="Date">Year and month of the last confirmation.</param>
public sealed record Price(double Usd, string Unit, string? Basis, string Date);
