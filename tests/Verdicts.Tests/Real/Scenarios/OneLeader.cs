using System.Data;

namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>Two regions write; without a common leader, each tells the other afterwards.</summary>
internal sealed class OneLeader : Scenario
{
    internal override string Mechanism => "one leader for all regions";

    internal override string Guarantee => "long fork";

    internal override async Task RunAsync(Stage stage)
    {
        var east = await stage.ClientAsync("east", stage.Leader);
        var west = await stage.ClientAsync("west", stage.IsOn ? stage.Leader : stage.Other);
        var inEast = await stage.ClientAsync("reader in east", stage.Leader);
        var inWest = await stage.ClientAsync(
            "reader in west", stage.IsOn ? stage.Replica : stage.Other);
        for (var value = 1; value <= 3; value++)
        {
            await east.WriteAsync("x", value);
            await stage.PauseAsync();
            await west.WriteAsync("y", value);
            await ReadAsync(inEast);
            await ReadAsync(inWest);
            await stage.ResumeAsync();
            if (!stage.IsOn)
                await ExchangeAsync(stage);
            await ReadAsync(inWest);
            await ReadAsync(inEast);
        }
    }

    private static async Task ReadAsync(Client reader)
    {
        await reader.BeginAsync(IsolationLevel.RepeatableRead);
        await reader.ReadAsync("x");
        await reader.ReadAsync("y");
        await reader.EndAsync();
    }

    // Replication is no client: what it does is no part of the history.
    private static async Task ExchangeAsync(Stage stage)
    {
        await TellAsync(stage.Leader, stage.Other, "x");
        await TellAsync(stage.Other, stage.Leader, "y");
    }

    private static async Task TellAsync(Site from, Site to, string key)
    {
        var value = await from.AskAsync<long>(Client.Get, new { key });
        await to.RunAsync(Client.Put, new { key, value });
    }
}
