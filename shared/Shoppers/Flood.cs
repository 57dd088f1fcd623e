namespace Shop.Shoppers;

/// <summary>
/// An extra stream of arrivals by one customer of its own, always signed in. It is recorded under
/// its name, and everybody else's statistics leave it out.
/// </summary>
/// <param name="Name">Under which it is recorded, not empty.</param>
/// <param name="Region">Where the customer lives; one of the fleet's entrances.</param>
/// <param name="Kind">What the customer does all the time.</param>
/// <param name="Rate">Operations per second.</param>
public sealed record Flood(string Name, string Region, Kind Kind, double Rate);
