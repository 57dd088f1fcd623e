namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>One client writes both.</summary>
internal sealed class OneLogPerWriter : TwoKeys
{
    internal override string Mechanism => "one log for a client's writes";

    internal override string Guarantee => "monotonic writes";

    protected override async Task AnswerAsync(Stage stage, Site answers, int value)
    {
        var same = await stage.ClientAsync("asker", answers);
        await same.WriteAsync("answer", value);
    }
}
