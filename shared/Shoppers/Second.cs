namespace Shop.Shoppers;

/// <summary>What ended during one second, for a live page.</summary>
/// <param name="From">Its begin, an offset from the history's epoch in whole seconds.</param>
/// <param name="Cells">One per stream, region and class in which something ended.</param>
public sealed record Second(TimeSpan From, IReadOnlyList<Cell> Cells);

/// <summary>One second of one class of operations in one region.</summary>
/// <param name="Stream">Null for ordinary shoppers, or the name of an extra stream.</param>
/// <param name="Region">Where the shoppers live.</param>
/// <param name="Class">Reads, writes or assets.</param>
/// <param name="Summary">Counts and latencies.</param>
/// <param name="ServedBy">How many answers came from whom.</param>
/// <param name="Error">The last error, if there was one.</param>
public sealed record Cell(
    string? Stream,
    string Region,
    Class Class,
    Summary Summary,
    IReadOnlyDictionary<string, int> ServedBy,
    string? Error);
