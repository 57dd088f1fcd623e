namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>A write is acknowledged once the copy shows it: so the copy may be read.</summary>
internal sealed class RemoteApply : Scenario
{
    internal override string Mechanism => "commit waits for remote apply";

    internal override string Guarantee => "linearizability";

    internal override async Task RunAsync(Stage stage)
    {
        var writer = await stage.ClientAsync("writer", stage.Leader);
        var reader = await stage.ClientAsync("reader", stage.Replica);
        var wait = stage.IsOn ? "remote_apply" : "local";
        await writer.AskAsync<string>($"set synchronous_commit = {wait}");
        for (var value = 1; value <= 3; value++)
        {
            await stage.PauseAsync();
            var write = writer.WriteAsync("x", value);
            await (stage.IsOn ? Stage.WaitsForCopyAsync(writer, stage.Leader) : write);
            await reader.ReadAsync("x");
            if (stage.IsOn)
                await stage.ResumeAsync();
            await write;
            await reader.ReadAsync("x");
            await stage.ResumeAsync();
        }
    }
}
