namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>Read, think, write: optimistic locking, as a shop's stock is kept.</summary>
internal sealed class VersionCheck : Scenario
{
    private const string Unchecked = "update register set value = @value where key = @key";
    private const string Checked = $"{Unchecked} and value = @expected";
    private const int Rounds = 3;

    internal override string Mechanism => "version check";

    internal override string Guarantee => "lost update";

    internal override async Task RunAsync(Stage stage)
    {
        var buyers = await stage.ClientsAsync("buyer", 4, stage.Leader);
        await buyers[0].WriteAsync("stock", 0);
        for (var round = 1; round <= Rounds; round++)
        {
            // All have read before anybody writes.
            var seen = await Task.WhenAll(buyers.Select(LookAsync));
            var bought = await Task.WhenAll(buyers.Select((buyer, number) =>
                BuyAsync(buyer, (round * 10) + number, seen[number], stage.IsOn)));
            Assert.Equal(stage.IsOn ? 1 : 4, bought.Count(outcome => outcome == Outcome.Ok));
        }
    }

    private static async Task<long?> LookAsync(Client buyer)
    {
        await buyer.BeginAsync();
        return await buyer.ReadAsync("stock");
    }

    private static async Task<Outcome> BuyAsync(Client buyer, long value, long? seen, bool isOn)
    {
        var outcome = await buyer.WriteAsync("stock", value, isOn ? Checked : Unchecked, seen);
        await buyer.EndAsync(outcome);
        return outcome;
    }
}
