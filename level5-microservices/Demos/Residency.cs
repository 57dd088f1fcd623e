using System.Text.Json.Nodes;

namespace Shop;

internal static class Residency
{
    private static readonly Region[] Homes = [Region.EuWest, Region.UsEast];

    public static readonly Demo Demo = new(
        "residency",
        "What is personal about a European is on disk in Europe only, wherever they shop from, and "
        + "after erasure it can be read nowhere.")
    {
        RestsOn = "pinning",
        Workload = new() { Rate = 5 },
        Say = new(
            "Two customers, one of Ireland and one of Virginia, with names that nobody else has.",
            "They shop from everywhere. Then we read every byte that the shop has written.",
            "Sealed, at home, and only there. Destroy 32 bytes, and all copies of it say nothing."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        foreach (var home in Homes)
        {
            var since = DateTime.UtcNow.AddSeconds(-1);
            using var member = await Member.RegisterAsync(stage, home);
            await stage.PhaseAsync($"shopping, {home}", 1, () => LiveAsync(stage, member));
            await ShowAsync(stage, member);
            var (kept, key) = await KeptAsync(stage, member);
            var (email, name) = (Search.Bytes(member.Email), Search.Bytes(member.Name));

            // That the search can find something is the first thing to find out.
            var before = await Search.FindAsync(stage, since, kept, key, email, name);
            stage.Note("found", $"sealed: {before[0]}; its key: {before[1]}");
            stage.Expect(
                $"places with a sealed customer, {home}", before[0].Places.Count, "", atLeast: 1);
            stage.Expect("of them elsewhere", before[0].Outside(home), "", atMost: 0);
            stage.Expect("places with its key elsewhere", before[1].Outside(home), "", atMost: 0);
            var open = before[2].Places.Count + before[3].Places.Count;
            stage.Expect("places where it can be read", open, "", atMost: 0);

            await member.EraseAsync(Region.ApSoutheast);
            var after = await Search.FindAsync(stage, since, key, email, name);
            var left = after.Sum(one => one.Places.Count);
            stage.Expect("after erasure: keys or names, anywhere", left, "", atMost: 0);
            var again = await member.ExportAsync(home);
            stage.Expect("after erasure: exports", again is null ? 0 : 1, "", atMost: 0);
        }
    }

    private static async Task LiveAsync(Stage stage, Member member)
    {
        foreach (var region in stage.Regions)
        {
            await member.SignInAsync(region);
            await member.PutAsync(region, 7);
            await member.BuyAsync(region, 7);
        }

        await member.AgreeAsync(Region.ApSoutheast, "newsletter");
    }

    private static async Task ShowAsync(Stage stage, Member member)
    {
        var export = await member.ExportAsync(Region.ApSoutheast);
        var isWhole = (string?)export?["customer"]?["email"] == member.Email
            && (string?)export["customer"]!["name"] == member.Name;
        stage.Expect($"exports with everything, {member.Home}", isWhole ? 1 : 0, "", atLeast: 1);
        var consents = export?["consents"] as JsonArray;
        stage.Expect("consents recorded", consents?.Count ?? 0, "", atLeast: 1);
    }

    // Wherever it is: its home, if all is well.
    private static async Task<(byte[] Kept, byte[] Key)> KeptAsync(Stage stage, Member member)
    {
        foreach (var site in stage.Regions.Select(region => region.Name.Split('-')[0]))
        {
            var database = $"database-accounts-{site}";
            var kept = await ClusterControl.AskAsync<byte[]>(
                stage, database, $"select personal from customers where id = {member.Id}");
            if (kept is null)
                continue;
            var key = await ClusterControl.AskAsync<Guid>(
                stage, database, $"select key_id from customers where id = {member.Id}");
            var file = Path.Combine(
                stage.World.DataFolder($"accounts-{site}"), "customers", $"{key:N}");
            return (kept, await File.ReadAllBytesAsync(file, stage.Cancellation));
        }

        throw new DistributedApplicationException($"{member.Home} has no customer {member.Id}.");
    }
}
