namespace Shop;

internal static class Durability
{
    public static readonly Demo Demo = new(
        "durability",
        "Acknowledged before another region has it, a write may be lost with its leader; "
        + "acknowledged after, it is not, and each one waits for a round trip.")
    {
        RestsOn = "faults",
        Workload = new() { Rate = 10, Mix = new() { Cart = 0, Checkout = 0 } },
        Say = new(
            "The way out of Virginia fails a second before Virginia does.",
            "First asynchronous: thank you, says the shop, and sends it on later. Then "
            + "synchronous: it says so when a second region has it.",
            "Count what was promised and is gone. What you pay for nothing is a round trip."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var cluster = await Controls.ClusterAsync(stage.Shop.Services);
        var wished = (await cluster.LeaderAsync()).Wishes.Durability;
        try
        {
            var (lost, quick) = await LoseAsync(stage, cluster, "Async");
            stage.Expect("acknowledged writes lost, async", lost, "", atLeast: 1);
            var (none, slow) = await LoseAsync(stage, cluster, "Sync");
            stage.Expect("acknowledged writes lost, sync", none, "", atMost: 0);
            stage.Expect("price of sync beside the leader, p50", slow - quick, "ms", atLeast: 50);
        }
        finally
        {
            await stage.Faults.RestoreAsync();
            await cluster.ChooseAsync(wished);
        }
    }

    private static async Task<(int Lost, double P50)> LoseAsync(
        Stage stage, ClusterControl cluster, string durability)
    {
        await cluster.SettleAsync();
        await cluster.ChooseAsync(durability);
        var old = await cluster.LeaderAsync();
        await using var diary = await Diary.BeginAsync(stage, Takeover.RegionOf(stage, old));
        await stage.PhaseAsync($"{durability}", 4);
        var waits = diary.Entries.Select(entry => entry.Ms).Order().ToList();
        await stage.PhaseAsync($"{durability}, lost", 1, async () =>
        {
            foreach (var link in stage.World.Wan.Links.Where(link => link.To.Name == old.Node))
                await stage.Faults.CutAsync(link, Outage.Refuse);
            await Task.Delay(1_000, stage.Cancellation);
            await Takeover.KillAsync(stage, old);
            if (stage.World.Without != "faults")
                await cluster.UntilAsync(all => all.Any(one => Follows(one, old)), "another one leads");
        });
        await diary.StopAsync();
        await stage.Faults.RestoreAsync();
        await cluster.SettleAsync();
        var lost = await diary.CountLostAsync((await cluster.LeaderAsync()).Node);
        return (lost, waits.Count == 0 ? double.NaN : waits[waits.Count / 2]);
    }

    private static bool Follows(NodeStatus one, NodeStatus old) =>
        one.Role == "leader" && one.Epoch > old.Epoch;
}
