using System.Globalization;
using Shop.Protocol;

namespace Shop;

internal static class Convergence
{
    private const int Repeats = 2;
    private static readonly int[] Sizes = [9, 30, 100];

    public static readonly Demo Demo = new(
        "convergence",
        "What one peer writes, all know after a number of rounds that grows about as log n.")
    {
        RestsOn = "chance",
        Say = new(
            "Eleven times as many peers. How much longer until all of them know?",
            "A hundred peers in one process, on a virtual clock, with the code that runs out there.",
            "Each round about doubles those who know. Meanwhile some know and some don't."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var street = new Street(stage);
        await stage.PhaseAsync("steady", 3);
        using (new Silence(stage.Fleet))
        {
            stage.Measure("seconds for the ten peers of this level", await WriteAsync(stage, street));
        }

        var rounds = new Dictionary<int, double>();
        foreach (var size in Sizes)
        {
            rounds[size] = await SimulateAsync(size, stage);
            stage.Measure($"rounds for {size} peers", rounds[size]);
            stage.Note("measure", $"{size} peers: {rounds[size]:0.0} rounds");
        }

        await PlotAsync(rounds, stage.Cancellation);
        var growth = rounds[100] / rounds[9];
        var asLog = Math.Log2(100) / Math.Log2(9);
        stage.Expect("rounds, 100 peers over 9", growth, "times", atMost: 1.5 * asLog);
        stage.Expect("rounds for 100 peers", rounds[100], "rounds", atMost: 2 * Math.Log2(100));
    }

    private static async Task<double> WriteAsync(Stage stage, Street street)
    {
        string[] all = [Street.Merchant, .. Street.Peers];
        using var content = System.Net.Http.Json.JsonContent.Create(new { text = $"{Guid.NewGuid()}" });
        var notice = new Uri(street.Address("peer-us-1"), "api/notice");
        using var answer = await street.Http.PutAsync(notice, content, stage.Cancellation);
        return await street.UntilAsync(
            async () => (await Task.WhenAll(all.Select(street.AskAsync)))
                .Select(one => one?.Root).Distinct().Count() == 1,
            limit: 20);
    }

    private static async Task<double> SimulateAsync(int peers, Stage stage)
    {
        var total = 0;
        for (var seed = 1; seed <= Repeats; seed++)
        {
            var simulation = new Simulation(peers, seed, new Settings { Without = stage.World.Without });
            await simulation.RoundsUntilAsync(() => simulation.MembersAgree, limit: 60);
            simulation.Nodes[^1].Board.WriteNotice("Closed on Sundays");
            total += await simulation.RoundsUntilAsync(() => simulation.LedgersAgree, limit: 100);
            stage.Cancellation.ThrowIfCancellationRequested();
        }

        return (double)total / Repeats;
    }

    // Peers on a logarithmic axis, where log n is a straight line.
    private static async Task PlotAsync(Dictionary<int, double> rounds, CancellationToken stop)
    {
        var dots = string.Concat(rounds.Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <circle cx="{X(one.Key):0}" cy="{Y(one.Value):0}" r="5" fill="#2563eb"/>
            <text x="{X(one.Key):0}" y="{Y(one.Value) - 12:0}" text-anchor="middle">{one.Value:0.0}</text>
            <text x="{X(one.Key):0}" y="222" text-anchor="middle">{one.Key}</text>

            """)));
        Directory.CreateDirectory("artifacts");
        await File.WriteAllTextAsync(
            "artifacts/convergence.svg",
            string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 250"
              font-family="sans-serif" font-size="13">
            <rect width="480" height="250" fill="#fff"/>
            <line x1="{X(4):0}" y1="{Y(2):0}" x2="{X(128):0}" y2="{Y(7):0}"
              stroke="#bbb" stroke-dasharray="4"/>
            <text x="{X(128) - 8:0}" y="{Y(7) - 6:0}" text-anchor="end" fill="#888">log2 n</text>
            <line x1="40" y1="205" x2="460" y2="205" stroke="#444"/>
            {dots}<text x="250" y="243" text-anchor="middle">peers</text>
            <text x="44" y="20">rounds until all know</text>
            </svg>
            """),
            stop);

        static double X(double peers) => 40 + (60 * (Math.Log2(peers) - 1));
        static double Y(double rounds) => 205 - (18 * rounds);
    }
}
