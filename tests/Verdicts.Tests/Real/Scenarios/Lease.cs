namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>
/// The old leader's agent is frozen and renews nothing; a client that has heard nothing goes on.
/// </summary>
internal sealed class Lease : Fenced
{
    internal override string Mechanism => "lease of the leader";

    internal override string Guarantee => "stale leader";

    protected override async Task LetGoAsync(Site old, bool isOn)
    {
        await OpenAsync(old, epoch: 1, "100 ms", isOn);
        await old.UntilAsync("clock_timestamp() >= until from fencing.lease");
    }

    protected override async Task<Outcome> LateAsync(Stage stage, Site old)
    {
        var client = await stage.ClientAsync("late", old, epoch: 1);
        return await client.WriteAsync("order", 3);
    }
}
