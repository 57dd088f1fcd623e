namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>Who must not see the past asks the leader, not a copy that lags behind.</summary>
internal sealed class ReadAtLeader : Scenario
{
    internal override string Mechanism => "reading at the leader";

    internal override string Guarantee => "stale read";

    internal override async Task RunAsync(Stage stage)
    {
        var merchant = await stage.ClientAsync("merchant", stage.Leader);
        var reader = await stage.ClientAsync("reader", stage.IsOn ? stage.Leader : stage.Replica);
        await merchant.WriteAsync("price", 1);
        await stage.PauseAsync();
        for (var price = 2; price <= 4; price++)
        {
            await merchant.WriteAsync("price", price);
            await reader.ReadAsync("price");
        }
    }
}
