using Shop.Merchant;

namespace Shop.Hosting;

/// <summary>
/// How this peer sees the world. For its own user, and for the curious on a stage.
/// </summary>
internal static class StatusEndpoint
{
    public static void MapStatus(this WebApplication app) =>
        app.MapGet("/status", (Node node, IServiceProvider services) => TypedResults.Ok(new Status(
            node.Self.Id,
            [.. node.Members.Present
                .Where(one => one.Standing == Standing.Alive)
                .Select(one => one.Name)
                .Order(),],
            node.Ledger.Count,
            node.Ledger.Root,
            [.. node.Ledger.Under("order/").Select(order => order.Key)],
            services.GetService<Books>()?.Waiting ?? 0,
            node.Blobs.Count,
            node.Post.BytesSent,
            node.Guard.Banned,
            Enum.GetValues<Offence>().ToDictionary(one => one.ToString(), one => node.Guard[one]))));

    internal sealed record Status(
        string Id,
        IReadOnlyList<string> Alive,
        int Entries,
        string Root,
        IReadOnlyList<string> Orders,
        int Waiting,
        int Blobs,
        long BytesSent,
        IReadOnlyCollection<string> Banned,
        IReadOnlyDictionary<string, long> Offences);
}
