using Shop.Protocol;

namespace Shop;

internal static class Convergence
{
    private const int Repeats = 3;
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

        var runs = new Dictionary<int, IReadOnlyList<int>>();
        foreach (var size in Sizes)
        {
            runs[size] = await SimulateAsync(size, stage);
            stage.Measure($"rounds for {size} peers", runs[size].Average());
            stage.Note("measure", $"{size} peers: {runs[size].Average():0.0} rounds");
        }

        Directory.CreateDirectory("artifacts");
        var plot = ConvergencePlot.Draw(runs);
        await File.WriteAllTextAsync("artifacts/convergence.svg", plot, stage.Cancellation);
        var growth = runs[100].Average() / runs[9].Average();
        var asLog = Math.Log2(100) / Math.Log2(9);
        stage.Expect("rounds, 100 peers over 9", growth, "times", atMost: 1.5 * asLog);
        stage.Expect("rounds for 100 peers", runs[100].Average(), "rounds", atMost: 2 * Math.Log2(100));
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

    private static async Task<IReadOnlyList<int>> SimulateAsync(int peers, Stage stage)
    {
        List<int> rounds = [];
        for (var seed = 1; seed <= Repeats; seed++)
        {
            var simulation = new Simulation(peers, seed, new Settings { Without = stage.World.Without });
            await simulation.RoundsUntilAsync(() => simulation.MembersAgree, limit: 60);
            simulation.Nodes[^1].Board.WriteNotice("Closed on Sundays");
            rounds.Add(await simulation.RoundsUntilAsync(() => simulation.LedgersAgree, limit: 100));
            stage.Cancellation.ThrowIfCancellationRequested();
        }

        return rounds;
    }
}
