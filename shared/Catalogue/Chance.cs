namespace Shop.Catalogue;

/// <summary>
/// Random numbers that are the same for the same seed, on every machine and under every version of
/// the runtime, which System.Random doesn't promise. The algorithm is SplitMix64.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    /// <returns>At least <paramref name="from"/> and less than <paramref name="to"/>.</returns>
    public int Next(int from, int to) => from + (int)(Next() % (ulong)(to - from));

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Next(0, choices.Count)];

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
