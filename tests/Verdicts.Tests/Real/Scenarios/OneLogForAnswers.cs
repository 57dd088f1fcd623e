namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>Another client reads the question and answers it.</summary>
internal sealed class OneLogForAnswers : TwoKeys
{
    internal override string Mechanism => "one log for question and answer";

    internal override string Guarantee => "writes follow reads";

    protected override async Task AnswerAsync(Stage stage, Site answers, int value)
    {
        var listening = await stage.ClientAsync("expert", stage.Leader);
        await listening.ReadAsync("question");
        var speaking = await stage.ClientAsync("expert", answers);
        await speaking.WriteAsync("answer", value);
    }
}
