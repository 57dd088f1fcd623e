namespace Shop.Shoppers;

/// <summary>What the shop remembers, set beside what its customers were told.</summary>
public sealed record AuditReport
{
    /// <summary>Customers whose orders were looked up.</summary>
    public int Customers { get; init; }

    /// <summary>Purchases that the shop acknowledged.</summary>
    public int Acknowledged { get; init; }

    /// <summary>Orders that the shop remembers.</summary>
    public int Orders { get; init; }

    /// <summary>Acknowledged, but not remembered.</summary>
    public int Lost { get; init; }

    /// <summary>
    /// Remembered once more than it was bought: same key, or same customer and goods.
    /// </summary>
    public int Duplicate { get; init; }

    /// <summary>Not acknowledged, but bought with an unknown outcome: may be there.</summary>
    public int Explained { get; init; }

    /// <summary>Remembered, although nobody bought it or the shop said no.</summary>
    public int Phantom { get; init; }

    /// <summary>Products whose stock is below zero.</summary>
    public int Oversold { get; init; }

    /// <summary>
    /// False if the history had to drop operations. Then orders of dropped purchases can't be told
    /// from phantoms and duplicates, and neither of them is counted.
    /// </summary>
    public bool Complete { get; init; }

    /// <summary>One line for each of the first few things that are wrong.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Nothing lost, doubled, invented or oversold.</summary>
    public bool Clean => Lost + Duplicate + Phantom + Oversold == 0;
}
