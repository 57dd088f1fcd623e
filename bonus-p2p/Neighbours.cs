using Shop.Protocol;

namespace Shop;

/// <param name="Public">What comes with the program that everybody installs.</param>
/// <param name="Private">What only the merchant has.</param>
internal sealed record KeyPair(string Public, IResourceBuilder<ParameterResource> Private);

internal static class Neighbours
{
    /// <summary>Makes the shop's keys, new with each run unless its data is kept.</summary>
    public static KeyPair AddShopKeys(this World world)
    {
        var file = Path.Combine(world.DataFolder("shop"), "keys");
        var keys = world.KeepsData && File.Exists(file)
            ? MerchantKeys.Parse(File.ReadAllText(file))
            : MerchantKeys.Create();
        if (world.KeepsData && !File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, keys.Export());
        }

        var secret = world.Builder.AddParameter("merchant-key", keys.Export(), secret: true);
        return new KeyPair(keys.Public.ToString(), secret);
    }

    /// <summary>
    /// Gives each peer a way to each name: what the Internet does for addresses. It doesn't tell
    /// who is there.
    /// </summary>
    public static void AddNeighbours(
        this World world,
        IReadOnlyList<IResourceBuilder<ProjectResource>> meetings,
        IReadOnlyList<IResourceBuilder<ProjectResource>> peers)
    {
        foreach (var peer in peers)
        {
            foreach (var other in meetings.Concat(peers).Where(other => other != peer))
            {
                peer.WithReference(other);
            }
        }
    }
}
