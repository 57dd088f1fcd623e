namespace Shop.Protocol;

/// <summary>
/// What rights are worth. Anybody can sign that it gave away a thousand; what counts is what can be
/// followed, gift by gift, back to the merchant.
/// </summary>
/// <remarks>
/// All worth together is never more than there are pieces, whoever lies. For peers that are honest,
/// and of which all is heard, it is what they were given.
/// </remarks>
internal static class Worth
{
    // Honest pieces go to and fro a few times. Stopping too early makes rights worth less, not more.
    private const int MostSteps = 1_000;

    /// <summary>How many pieces each peer may have sold in its whole life.</summary>
    public static IReadOnlyDictionary<string, long> Of(
        string origin, int pieces, IReadOnlyDictionary<(string From, string To), int> given)
    {
        var credits = new Dictionary<string, long> { [origin] = pieces };
        foreach (var ((from, to), total) in given)
        {
            credits[from] = credits.GetValueOrDefault(from) - total;
            credits[to] = credits.GetValueOrDefault(to) + total;
        }

        // If nobody gave more than it got, all of it can be followed back.
        return credits.Values.All(credit => credit >= 0) ? credits : Follow(origin, pieces, given);
    }

    // Starts with what the merchant has, and lets it flow until nothing more arrives anywhere.
    private static Dictionary<string, long> Follow(
        string origin, int pieces, IReadOnlyDictionary<(string From, string To), int> given)
    {
        var gifts = given
            .OrderBy(gift => gift.Key.To, StringComparer.Ordinal)
            .ToLookup(gift => gift.Key.From, gift => (gift.Key.To, gift.Value));
        var income = new Dictionary<string, long> { [origin] = pieces };
        for (var step = 0; step < MostSteps; step++)
        {
            var next = new Dictionary<string, long> { [origin] = pieces };
            foreach (var (peer, has) in income)
            {
                Pay(gifts[peer], has, next);
            }

            if (next.Values.Sum() == income.Values.Sum())
            {
                break;
            }

            income = next;
        }

        return income.ToDictionary(
            one => one.Key,
            one => Math.Max(0, one.Value - gifts[one.Key].Sum(gift => (long)gift.Value)));
    }

    // Until it has no more: the last ones get nothing from a peer that promised too much.
    private static void Pay(
        IEnumerable<(string To, int Total)> gifts, long has, Dictionary<string, long> income)
    {
        foreach (var (to, total) in gifts)
        {
            var paid = Math.Min(total, has);
            has -= paid;
            income[to] = income.GetValueOrDefault(to) + paid;
        }
    }
}
