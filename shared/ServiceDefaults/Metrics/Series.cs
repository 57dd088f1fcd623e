namespace Shop;

/// <summary>The values of a metric for one combination of labels.</summary>
/// <param name="labels">As they are written, without braces.</param>
/// <param name="bounds">Upper bounds of a histogram's buckets, ascending; else null.</param>
internal sealed class Series(string labels, double[]? bounds)
{
    private readonly Lock gate = new();
    private readonly long[] buckets = bounds is null ? [] : new long[bounds.Length + 1];
    private double sum;

    public string Labels => labels;

    public IReadOnlyList<double> Bounds => bounds ?? [];

    /// <summary>Adds to a counter, or an observation to a histogram.</summary>
    public void Add(double value)
    {
        lock (gate)
        {
            sum += value;
            if (bounds is not null)
                buckets[Bucket(value)]++;
        }
    }

    public void Set(double value)
    {
        lock (gate)
            sum = value;
    }

    /// <summary>The sum, and a histogram's observations by bucket, the last one unbounded.</summary>
    public (double Sum, long[] Buckets) Read()
    {
        lock (gate)
            return (sum, [.. buckets]);
    }

    // A bound belongs to the bucket below it.
    private int Bucket(double value)
    {
        var at = Array.BinarySearch(bounds!, value);
        return at < 0 ? ~at : at;
    }
}
