namespace Shop;

internal static class Saga
{
    private const int Product = 777;

    private const int Stock = 30;

    private const int Buyers = 20;

    public static readonly Demo Demo = new(
        "saga",
        "Four services sell the last pieces while the bank declines and Orders dies: every purchase "
        + "ends as a whole or not at all.")
    {
        RestsOn = "compensation",
        Workload = new() { Rate = 5 },
        Say = new(
            "No transaction spans four databases. Reserve, charge, confirm; or take it all back.",
            "Thirty pieces, far more who want one. The bank declines every third. And Orders is killed.",
            "Count the pieces: sold ones and remaining ones are thirty, and each sold one is paid for."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var services = await Controls.ServicesAsync(stage.Shop.Services);
        var buyers = await Task.WhenAll(Enumerable.Range(0, Buyers).Select(one =>
            Buyer.RegisterAsync(stage, stage.Regions[one % stage.Regions.Count])));
        var earlier = (await Books.OfAsync(stage, services, Product)).Sold;
        await Books.RestockAsync(stage, Product, Stock);
        var answers = new List<Bought>();
        var buying = new List<Task<IReadOnlyList<Bought>>>();
        try
        {
            await services.MoodAsync("declined", 1 / 3.0);
            await stage.PhaseAsync("a run on one product", 6, async () =>
            {
                buying.AddRange(buyers.Select(buyer => BuyAsync(stage, buyer)));
                await Task.Delay(1_000, stage.Cancellation);
                await stage.Faults.KillAsync("orders-eu");
                await Task.Delay(2_000, stage.Cancellation);
                await stage.Faults.RestoreAsync();
                foreach (var some in await Task.WhenAll(buying))
                    answers.AddRange(some);
            });
        }
        finally
        {
            await services.MoodAsync("", 0);
            Task all = Task.WhenAll(buying);
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var buyer in buyers)
                buyer.Dispose();
        }

        // What others buy while the books are read would be in one of them and not in the other.
        stage.Fleet.Pause();
        try
        {
            await stage.Fleet.MeasureAsync(TimeSpan.Zero, stage.Cancellation);
            stage.Expect("everything finished after", await Books.FinishAsync(stage), "s", atMost: 10);
            Judge(stage, answers, await Books.OfAsync(stage, services, Product), earlier);
        }
        finally
        {
            stage.Fleet.Resume();
        }
    }

    private static void Judge(
        Stage stage, IReadOnlyList<Bought> answers, Books books, int earlier)
    {
        stage.Measure("answers that said yes", answers.Count(one => one.Status == 201));
        stage.Measure("answers that said no", answers.Count(one => one.Status is 402 or 409));
        var sold = books.Sold - earlier;
        stage.Expect(
            "pieces sold and remaining", sold + books.Remaining, "", atLeast: Stock, atMost: Stock);
        stage.Expect("pieces sold", sold, "", atLeast: 5, atMost: Stock);
        stage.Expect("sold and not paid for", books.Unpaid, "", atMost: 0);
        stage.Expect("paid for and not sold", books.PaidInVain, "", atMost: 0);
        stage.Expect(
            "orders promised and not there",
            answers.Count(one => one.Status == 201 && !books.Orders.Contains(one.Order!.Value)),
            "",
            atMost: 0);
    }

    private static async Task<IReadOnlyList<Bought>> BuyAsync(Stage stage, Buyer buyer)
    {
        var answers = new List<Bought>();
        for (var purchase = 0; purchase < 3 && !stage.Cancellation.IsCancellationRequested; purchase++)
            answers.Add(await buyer.BuyAsync($"{purchase}", Product));
        return answers;
    }
}
