namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>
/// The old leader's lease has not run out by its own clock, and a client that knows of the new
/// epoch is led to the old server.
/// </summary>
internal sealed class EpochCheck : Fenced
{
    internal override string Mechanism => "epoch check in the database";

    internal override string Guarantee => "split brain";

    protected override async Task<Outcome> LateAsync(Stage stage, Site old)
    {
        var client = await stage.ClientAsync("misled", old, epoch: 2);
        return await client.WriteAsync("order", 3);
    }
}
