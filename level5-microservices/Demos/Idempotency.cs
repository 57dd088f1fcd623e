namespace Shop;

internal static class Idempotency
{
    private const int Purchases = 5;

    private const int Times = 3;

    public static readonly Demo Demo = new(
        "idempotency",
        "A checkout that is sent three times at once, and once more later, is one order and one charge.")
    {
        RestsOn = "idempotency-keys",
        Workload = new() { Rate = 4, Mix = new() { Checkout = 0 } },
        Say = new(
            "No answer: was it bought or not? Everybody tries again. So do browsers, and gateways.",
            "Each purchase is sent three times at once, and once more when all is done.",
            "One order, one charge. The key is the purchase's name, in every service on its way."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var services = await Controls.ServicesAsync(stage.Shop.Services);
        await Books.FinishAsync(stage);
        var before = await CountChargesAsync(services);
        long orders = 0;
        var answers = new List<Bought>();
        await stage.PhaseAsync("each one four times", 3, async () =>
        {
            foreach (var region in stage.Regions)
            {
                using var buyer = await Buyer.RegisterAsync(stage, region);
                for (var purchase = 0; purchase < Purchases; purchase++)
                {
                    stage.Cancellation.ThrowIfCancellationRequested();
                    var key = $"purchase {purchase}";
                    answers.AddRange(await Task.WhenAll(Enumerable.Range(0, Times)
                        .Select(_ => buyer.BuyAsync(key, product: 100 + purchase))));
                    answers.Add(await buyer.BuyAsync(key, product: 100 + purchase));
                }

                orders += (await buyer.OrdersAsync()).Total;
            }
        });
        var wanted = Purchases * stage.Regions.Count;
        var numbers = answers.Select(answer => answer.Order).OfType<Guid>().Distinct().ToList();
        var charges = await CountChargesAsync(services) - before;
        stage.Expect("checkouts sent", answers.Count, "", atLeast: wanted * (Times + 1));
        stage.Expect(
            "answered with their order",
            answers.Count(one => one.Status == 201),
            "",
            atLeast: wanted * Times);
        stage.Expect("orders", orders, "", atLeast: wanted, atMost: wanted);
        stage.Expect("different order numbers in answers", numbers.Count, "", atMost: wanted);
        stage.Expect("charges", charges, "", atLeast: wanted, atMost: wanted);
    }

    private static async Task<int> CountChargesAsync(ServiceControl services) =>
        (await services.ChargesAsync()).Count(one => one.Outcome == "charged");
}
