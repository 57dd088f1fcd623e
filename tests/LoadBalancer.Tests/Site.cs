namespace LoadBalancer.Tests;

/// <summary>Two backends, an asset server, and a balancer in front of them.</summary>
internal sealed class Site : IAsyncDisposable
{
    private Site(Backend blue, Backend green, Backend assets, Balancer balancer)
    {
        Blue = blue;
        Green = green;
        Assets = assets;
        Balancer = balancer;
    }

    public static string[] Backends { get; } = ["blue", "green"];

    public Backend Blue { get; }

    public Backend Green { get; }

    public Backend Assets { get; }

    public Balancer Balancer { get; }

    public static async Task<Site> OpenAsync(params (string Name, string Value)[] settings)
    {
        var blue = await Backend.StartAsync("blue");
        var green = await Backend.StartAsync("green");
        var assets = await Backend.StartAsync("assets");
        var peers = new Dictionary<string, Backend>
        {
            ["backend-blue"] = blue,
            ["backend-green"] = green,
            ["assets-blue"] = assets,
        };
        return new(blue, green, assets, await Balancer.StartAsync(peers, settings));
    }

    /// <summary>Asks many times, some at once, and counts who answered what.</summary>
    public async Task<Dictionary<string, int>> AskAsync(int times, string path = "/api/products")
    {
        var answers = new List<string>();
        for (var asked = 0; asked < times; asked += 10)
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
            {
                using var answer = await Balancer.Client.GetAsync(path);
                return answer.IsSuccessStatusCode
                    ? await answer.Content.ReadAsStringAsync()
                    : $"{(int)answer.StatusCode}";
            })));
        }

        return answers.CountBy(answer => answer).ToDictionary();
    }

    public async ValueTask DisposeAsync()
    {
        await Balancer.DisposeAsync();
        await Blue.DisposeAsync();
        await Green.DisposeAsync();
        await Assets.DisposeAsync();
    }
}
