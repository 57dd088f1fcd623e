namespace Shop.Catalogue;

/// <summary>Makes up the products. The same seed gives the same ones, down to the letter.</summary>
public static class Seed
{
    public const int Products = 1_000;

    private const ulong DefaultSeed = 2026;

    /// <param name="count">The first hundred of a thousand are those of a hundred.</param>
    public static IEnumerable<Item> Items(int count = Products, ulong seed = DefaultSeed) =>
        Enumerable.Range(1, count).Select(id => Item(id, seed));

    private static Item Item(int id, ulong seed)
    {
        var chance = new Chance(seed ^ ((ulong)id << 32));
        var kind = Kind.All[(id - 1) % Kind.All.Count];
        var thing = chance.Pick(kind.Things);
        var name = $"{chance.Pick(Words.Places)} {thing}";
        var material = chance.Pick(kind.Materials);
        var noun = (thing.EndsWith('s') ? "pair of " : "") + thing.ToLowerInvariant();
        var description = $"{chance.Pick(Words.Makers)} {noun} {material}. "
            + $"{chance.Pick(kind.Praises)} {chance.Pick(Words.Care)}";
        return new(id, name, kind.Name, description, Price(chance, kind), chance.Next(200, 2_000));
    }

    // Prices end in .50 or .90, as in shops.
    private static int Price(Chance chance, Kind kind) =>
        chance.Next(kind.Cheapest, kind.Dearest) * 100 + chance.Pick([50, 90]);
}
