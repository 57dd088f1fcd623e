namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>A session stays at one server; without that, pages come from any.</summary>
internal sealed class Stickiness : Scenario
{
    internal override string Mechanism => "session stickiness";

    internal override string Guarantee => "monotonic reads";

    internal override async Task RunAsync(Stage stage)
    {
        var merchant = await stage.ClientAsync("merchant", stage.Leader);
        var ahead = await stage.ClientAsync("reader", stage.Leader);
        var behind = await stage.ClientAsync("reader", stage.Replica);
        await merchant.WriteAsync("price", 1);
        await stage.PauseAsync();
        await merchant.WriteAsync("price", 2);
        for (var page = 0; page < 6; page++)
        {
            var server = stage.IsOn || page % 2 == 1 ? behind : ahead;
            await server.ReadAsync("price");
        }

        await stage.ResumeAsync();
        await behind.ReadAsync("price");
    }
}
