namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>Changes arrive out of order: a late one must not bring an old value back.</summary>
internal sealed class GrowingValue : Scenario
{
    private const string Overwrite =
        """
        insert into register (key, value) values (@key, @value)
        on conflict (key) do update set value = excluded.value
        """;

    internal override string Mechanism => "only newer overwrites";

    internal override string Guarantee => "monotonic reads";

    internal override async Task RunAsync(Stage stage)
    {
        var couriers = await stage.ClientsAsync("courier", 2, stage.Leader);
        var reader = await stage.ClientAsync("reader", stage.Leader);
        foreach (var (at, value) in new[] { 1, 3, 2, 5, 4, 6 }.Index())
        {
            await couriers[at % 2].WriteAsync("price", value, stage.IsOn ? Client.Put : Overwrite);
            await reader.ReadAsync("price");
        }
    }
}
