using System.Data;

namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>
/// A page shows two keys, one of which rests on the other. In one log, a copy that lags behind
/// lacks the later one as well; with a server for each, it only lacks the first.
/// </summary>
internal abstract class TwoKeys : Scenario
{
    internal override async Task RunAsync(Stage stage)
    {
        var asker = await stage.ClientAsync("asker", stage.Leader);
        var answers = stage.IsOn ? stage.Leader : stage.Other;
        await stage.PauseAsync();
        for (var value = 1; value <= 3; value++)
        {
            await asker.WriteAsync("question", value);
            await AnswerAsync(stage, answers, value);
            await ShowAsync(stage);
        }

        await stage.ResumeAsync();
        await ShowAsync(stage);
    }

    /// <summary>Somebody who knows of the question writes the answer.</summary>
    protected abstract Task AnswerAsync(Stage stage, Site answers, int value);

    private static async Task ShowAsync(Stage stage)
    {
        var questions = await stage.ClientAsync("page", stage.Replica);
        var answers = stage.IsOn ? questions : await stage.ClientAsync("page", stage.Other);
        await questions.BeginAsync(IsolationLevel.RepeatableRead);
        answers.Join(questions);
        await answers.ReadAsync("answer");
        await questions.ReadAsync("question");
        await questions.EndAsync();
    }
}
