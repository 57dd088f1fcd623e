namespace Shop.Shoppers;

/// <summary>When the next operation is due, at a rate that may change at any time.</summary>
internal sealed class Arrivals(Random random)
{
    private TimeSpan last;
    private double rate;

    // The first gap is a random part of one, so that regions don't fire in step.
    private double gap = random.NextDouble();

    /// <summary>The next due time, maybe in the past; null while the rate is zero.</summary>
    internal TimeSpan? Due(TimeSpan now, double perSecond)
    {
        if (perSecond != rate)
        {
            // A new rate counts from here. Otherwise a rise would make up for the slow past.
            last = now;
            rate = perSecond;
        }

        return rate > 0 ? last + TimeSpan.FromSeconds(gap / rate) : null;
    }

    /// <summary>The due operation was started; draws the gap to the one after it.</summary>
    internal void Take(TimeSpan due, bool poisson)
    {
        last = due;
        gap = poisson ? -Math.Log(1 - random.NextDouble()) : 1;
    }
}
