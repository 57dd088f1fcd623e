using System.Data;

namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>A page of two queries, and an order that is placed between them.</summary>
internal sealed class Snapshot : Scenario
{
    internal override string Mechanism => "snapshot (repeatable read)";

    internal override string Guarantee => "G-single";

    internal override async Task RunAsync(Stage stage)
    {
        var isolation = stage.IsOn ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted;
        var buyer = await stage.ClientAsync("buyer", stage.Leader);
        var reader = await stage.ClientAsync("reader", stage.Leader);
        for (var order = 1; order <= 3; order++)
        {
            await reader.BeginAsync(isolation);
            await reader.ReadAsync("order");
            await buyer.BeginAsync(IsolationLevel.ReadCommitted);
            await buyer.WriteAsync("order", order);
            await buyer.WriteAsync("payment", order);
            await buyer.EndAsync();
            await reader.ReadAsync("payment");
            await reader.EndAsync();
        }
    }
}
