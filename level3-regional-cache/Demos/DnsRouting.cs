namespace Shop;

internal static class DnsRouting
{
    private const int Questions = 400;
    private static readonly TimeSpan Detour = TimeSpan.FromMilliseconds(200);

    public static readonly Demo Demo = new(
        "dns-routing",
        "The name decides where customers go: to the nearest site on the map, to the fastest one, "
        + "to each by its share, or to the first that serves.")
    {
        RestsOn = "dns-health",
        Say = new(
            "Ireland's customers have a site next door. Today their way to it is bad: 200 ms.",
            "The map still sends them there. Then the name server goes by what it measured.",
            "The nearest was not the fastest. One line of configuration moved a continent."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var names = await Controls.NamesAsync(stage.Shop.Services);
        var policy = (string)(await names.ReadAsync())["policy"]!;
        try
        {
            stage.Compare(["policy", "what happens"],
            [
                .. await NearestAsync(stage, names),
                await WeightedAsync(stage, names),
                await FailoverAsync(stage, names),
            ]);
        }
        finally
        {
            await names.WeighAsync(Region.All.ToDictionary(region => region.Name, _ => 1));
            await names.ChooseAsync(policy);
        }

        await Sites.LedHomeAsync(stage);
    }

    private static async Task<string[][]> NearestAsync(Stage stage, NameControl names)
    {
        await names.ChooseAsync("geolocation");
        await stage.Faults.SlowAsync(Sites.Way(stage, Region.EuWest, "edge-eu"), Detour);
        var nearest = await stage.PhaseAsync("nearest", 4);
        await Sites.ExplainAsync(stage, names, Region.EuWest);
        await names.ChooseAsync("latency");
        await Sites.LedToAsync(stage, Region.UsEast, [Region.EuWest]);
        await Sites.ExplainAsync(stage, names, Region.EuWest);
        var fastest = await stage.PhaseAsync("fastest", 3);
        await stage.Faults.MendAsync(Sites.Way(stage, Region.EuWest, "edge-eu"));

        var home = Sites.Share(nearest.Window, Region.EuWest, Region.EuWest);
        stage.Expect("geolocation: Ireland served by Ireland", home, "%", atLeast: 99);
        var far = nearest.Reads(Region.EuWest).P50Ms;
        stage.Expect("geolocation: read p50", far, "ms", atLeast: Detour.TotalMilliseconds);
        var moved = Sites.Share(fastest.Window, Region.EuWest, Region.UsEast);
        stage.Expect("latency: Ireland served by Virginia", moved, "%", atLeast: 99);
        var near = fastest.Reads(Region.EuWest).P50Ms;
        // An ocean is 80 ms with its last mile; a busy machine adds to both.
        stage.Expect("latency: read p50, of the nearest's", 100 * near / far, "%", atMost: 60);
        return
        [
            ["geolocation", $"{home:0} % of Ireland's customers stay in Ireland, read p50 {far:0} ms"],
            ["latency", $"{moved:0} % of them go to Virginia, read p50 {near:0} ms"],
        ];
    }

    // Asked as dig asks: customers share a resolver that keeps each answer, and move in lumps.
    private static async Task<string[]> WeightedAsync(Stage stage, NameControl names)
    {
        await names.WeighAsync(new Dictionary<string, int>
        {
            [Region.UsEast.Name] = 80,
            [Region.EuWest.Name] = 20,
            [Region.ApSoutheast.Name] = 0,
        });
        await names.ChooseAsync("weighted");
        var answers = await Sites.AskAsync(stage, names, Questions);

        // Within four standard deviations.
        double[] shares =
        [
            Expect(Region.UsEast, 72, 88),
            Expect(Region.EuWest, 12, 28),
            Expect(Region.ApSoutheast, 0, 0),
        ];
        return
        [
            "weighted 80 / 20 / 0",
            $"{shares[0]:0} %, {shares[1]:0} %, {shares[2]:0} % of {answers.Count} answers",
        ];

        double Expect(Region site, double low, double high)
        {
            var share = 100.0 * answers.Count(one => one == site.Name) / answers.Count;
            stage.Expect($"weighted: answers that say {site}", share, "%", low, high);
            return share;
        }
    }

    private static async Task<string[]> FailoverAsync(Stage stage, NameControl names)
    {
        await names.ChooseAsync("failover");
        await Sites.LedToAsync(stage, Region.UsEast, stage.Regions);
        foreach (var region in stage.Regions)
            await stage.Faults.CutAsync(Sites.Way(stage, region, "edge-us"), Outage.Refuse);
        var seconds = await Sites.LedToAsync(stage, Region.EuWest, stage.Regions);
        await Sites.ExplainAsync(stage, names, Region.ApSoutheast);
        foreach (var region in stage.Regions)
            await stage.Faults.MendAsync(Sites.Way(stage, region, "edge-us"));
        // A check, a TTL, and a second for what is under way.
        stage.Expect("failover: all served by the second after", seconds, "s", atMost: 4);
        return ["failover", $"all with the second site {seconds:0.0} s after the first was cut off"];
    }
}
