namespace Shop.Shoppers;

/// <summary>One real purchase, the proof that the shop is open.</summary>
internal static class FirstPurchase
{
    private const string Stream = "first purchase";

    // A shop that was kept from an earlier run may be out of stock of some products.
    private const int Tries = 5;

    internal static async Task<TimeSpan> RunAsync(
        Shopper shopper,
        Customer customer,
        Workload workload,
        Random random)
    {
        var patient = workload with { Timeout = TimeSpan.FromSeconds(10) };
        var operation = default(Operation);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var product = random.Next(1, workload.Products + 1);
            operation = await shopper.RunAsync(
                new Errand(Kind.Checkout, product, customer, shopper.Now, Errand.NewKey(), Stream),
                patient);
            if (operation.Outcome == Outcome.Ok)
            {
                return operation.Latency;
            }

            if (operation.Outcome != Outcome.Rejected)
            {
                break;
            }
        }

        throw new ShopperException(
            $"The first purchase at {shopper.Entrance.Api} failed: {operation.Error}");
    }
}
