namespace Shop;

internal static class PromotionCheck
{
    private static readonly TimeSpan Detour = TimeSpan.FromMilliseconds(200);

    public static readonly Demo Demo = new(
        "promotion-check",
        "Who knows most leads next, and not who is nearest: a copy that lags is refused.")
    {
        RestsOn = "promotion-check",
        Workload = new() { Rate = 5, Mix = new() { Cart = 0, Checkout = 0 } },
        Say = new(
            "One of the copies hears nothing any more, while the shop goes on selling. Then the "
            + "leader dies.",
            "Each candidate says how much it has. One of them has seconds less.",
            "It had the vote of its region's customers, and the wrong log."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var cluster = await Controls.ClusterAsync(stage.Shop.Services);
        await cluster.SettleAsync();
        var wished = (await cluster.LeaderAsync()).Wishes.Durability;
        try
        {
            await cluster.ChooseAsync("Async"); // Synchronous, one copy is never behind.
            var old = await cluster.LeaderAsync();
            var copies = (await cluster.ReadAsync()).Where(one => one.Node != old.Node).ToList();
            var (behind, ahead) = (copies[0], copies[1]);
            await using var diary = await Diary.BeginAsync(stage, Takeover.RegionOf(stage, old));
            foreach (var link in WaysToVote(stage, ahead))
                await stage.Faults.SlowAsync(link, link.Rtt + Detour); // Who is behind would be first.
            await stage.PhaseAsync("a copy falls behind", 4, () => stage.Faults.CutAsync(
                Way(stage, behind, old), Outage.Refuse));
            await Takeover.KillAsync(stage, old);
            await diary.StopAsync();
            await cluster.UntilAsync(
                all => all.Any(one => one.Role == "leader" && one.Epoch > old.Epoch),
                "another one leads");

            var next = await cluster.LeaderAsync();
            stage.Note("elect", $"{next.Node} leads, {behind.Node} was behind");
            stage.Expect("who has more leads", next.Node == ahead.Node ? 1 : 0, "", atLeast: 1);
            var lost = await diary.CountLostAsync(next.Node);
            stage.Expect("acknowledged writes lost, of the last moment", lost, "", atMost: 3);
        }
        finally
        {
            await stage.Faults.RestoreAsync();
            await cluster.SettleAsync();
            await cluster.ChooseAsync(wished);
        }
    }

    private static IEnumerable<Link> WaysToVote(Stage stage, NodeStatus from) =>
        stage.World.Wan.Links.Where(link =>
            link.From == Takeover.RegionOf(stage, from) && link.To.Name.StartsWith("etcd"));

    private static Link Way(Stage stage, NodeStatus from, NodeStatus to) =>
        stage.World.Wan.Links.Single(link =>
            !link.IsCustomers
            && link.From == Takeover.RegionOf(stage, from)
            && link.To.Name == to.Node);
}
