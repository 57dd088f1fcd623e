namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>Many want the same name at the same time: the first one gets it.</summary>
internal sealed class UniqueName : Scenario
{
    private const string Insert =
        "insert into register (key, value) values (@key, @value) on conflict (key) do ";

    internal override string Mechanism => "compare before the swap";

    internal override string Guarantee => "linearizability";

    internal override async Task RunAsync(Stage stage)
    {
        var sql = Insert + (stage.IsOn ? "nothing" : "update set value = excluded.value");
        var customers = await stage.ClientsAsync("customer", 4, stage.Leader);
        foreach (var name in new[] { "anna", "ben", "cleo" })
        {
            var outcomes = await Task.WhenAll(customers.Select((customer, number) =>
                customer.SwapAsync(name, null, number, sql)));
            var owners = outcomes.Count(outcome => outcome == Outcome.Ok);
            Assert.Equal(stage.IsOn ? 1 : 4, owners);
        }
    }
}
