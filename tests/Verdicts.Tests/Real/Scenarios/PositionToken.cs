namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>
/// A customer keeps the log's position of the last write, and whoever answers waits until the copy
/// has come that far.
/// </summary>
internal sealed class PositionToken : Scenario
{
    internal override string Mechanism => "position token";

    internal override string Guarantee => "read your writes";

    internal override async Task RunAsync(Stage stage)
    {
        var writing = await stage.ClientAsync("customer", stage.Leader);
        var reading = await stage.ClientAsync("customer", stage.Replica);
        for (var value = 1; value <= 3; value++)
        {
            await stage.PauseAsync();
            await writing.WriteAsync("cart", value);
            var end = await writing.AskAsync<string>(Site.Position);
            if (stage.IsOn)
            {
                Assert.False(await stage.Replica.AskAsync<bool>(
                    $"select {Site.Reached}", new { end }));
                var wait = stage.Replica.UntilAsync(Site.Reached, new { end });
                await stage.ResumeAsync();
                await wait;
            }

            await reading.ReadAsync("cart");
            await stage.ResumeAsync();
        }
    }
}
