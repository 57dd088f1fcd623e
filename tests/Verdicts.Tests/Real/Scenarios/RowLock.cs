using System.Data;

namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>Pessimistic locking: whoever reads in order to write lets nobody else do so.</summary>
internal sealed class RowLock : Scenario
{
    private const string Change = "update register set value = @value where key = @key";

    internal override string Mechanism => "row lock";

    internal override string Guarantee => "lost update";

    internal override async Task RunAsync(Stage stage)
    {
        var sql = stage.IsOn ? $"{Client.Get} for update" : Client.Get;
        var first = await stage.ClientAsync("first", stage.Leader);
        var second = await stage.ClientAsync("second", stage.Leader);
        await first.WriteAsync("balance", 0);
        for (var round = 1; round <= 3; round++)
        {
            await first.BeginAsync(IsolationLevel.ReadCommitted);
            await first.ReadAsync("balance", sql);
            await second.BeginAsync(IsolationLevel.ReadCommitted);
            var read = second.ReadAsync("balance", sql);
            // It has its answer, or it gets none for the time being.
            await (stage.IsOn ? stage.BlockedAsync(second) : read);
            await first.WriteAsync("balance", (round * 10) + 1, Change);
            await first.EndAsync();
            await read;
            await second.WriteAsync("balance", (round * 10) + 2, Change);
            await second.EndAsync();
        }
    }
}
