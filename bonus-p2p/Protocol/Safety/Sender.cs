namespace Shop.Protocol;

/// <summary>
/// What is remembered of one sender: which messages were seen, and how many at once.
/// </summary>
internal sealed class Sender(int perSecond, TimeSpan memory)
{
    private readonly Lock one = new();
    private readonly Dictionary<long, DateTimeOffset> seen = [];
    private double budget = 4 * perSecond;
    private DateTimeOffset last;
    private DateTimeOffset swept;

    /// <summary>Whether a message with this number hasn't come before.</summary>
    public bool IsNew(long number, DateTimeOffset now)
    {
        lock (one)
        {
            // An older one is refused for its clock, so it needn't be remembered: hence twice.
            if (now - swept > memory)
            {
                swept = now;
                foreach (var old in seen.Where(one => now - one.Value > 2 * memory).ToList())
                {
                    seen.Remove(old.Key);
                }
            }

            return seen.TryAdd(number, now);
        }
    }

    /// <summary>A token bucket.</summary>
    public bool MaySend(DateTimeOffset now)
    {
        lock (one)
        {
            var earned = last == default ? 0 : (now - last).TotalSeconds * perSecond;
            budget = Math.Min(budget + earned, 4 * perSecond);
            last = now;
            if (budget < 1)
            {
                return false;
            }

            budget--;
            return true;
        }
    }
}
