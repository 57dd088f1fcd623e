using GeoDns.Zones;

namespace GeoDns.Policies;

/// <summary>
/// All healthy sites, each time beginning with another one: the client tries the next address by
/// itself, without waiting for a TTL.
/// </summary>
internal sealed class MultiValue : IPolicy
{
    private int asked = -1;

    public string Name => PolicyNames.MultiValue;

    public IReadOnlyList<SeenSite> Choose(View view, IReadOnlyList<SeenSite> healthy)
    {
        var first = (int)((uint)Interlocked.Increment(ref asked) % healthy.Count);
        return [.. healthy.Skip(first), .. healthy.Take(first)];
    }
}
