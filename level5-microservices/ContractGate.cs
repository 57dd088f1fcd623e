using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts;

namespace Shop;

/// <summary>
/// Looks at a release before any customer does: it is started beside the others, says what it would
/// promise, and that is compared with what was promised and with what others need.
/// </summary>
internal sealed class ContractGate(Stage stage) : IDisposable
{
    private const string Name = "candidate-accounts-us";

    private static readonly string[] Contracts = ["v1", "v2", "internal"];

    // A service's start, on a machine that has much else to do.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ResourceCommandService commands =
        stage.Shop.Services.GetRequiredService<ResourceCommandService>();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <returns>What it would break; nothing: it may go out.</returns>
    public async Task<IReadOnlyList<string>> ExamineAsync(string release)
    {
        var candidate = (ProjectResource)stage.Resource(Name);
        candidate.Release()!.Current = release;
        await commands.ExecuteCommandAsync(candidate, KnownResourceCommands.StartCommand);
        try
        {
            var found = new List<string>();
            foreach (var contract in Contracts)
                found.AddRange(Compare(
                    $"accounts.{contract}.json", await AskAsync(candidate, contract)));
            return [.. found.Distinct()];
        }
        finally
        {
            await commands.ExecuteCommandAsync(candidate, KnownResourceCommands.StopCommand);
        }
    }

    public void Dispose() => http.Dispose();

    private static IEnumerable<string> Compare(string name, Contract served) =>
        Breaking.Changes(Contract.Agreed(name), served).Concat(Contract.Consumers()
            .Where(consumer => consumer.Contract == name)
            .SelectMany(consumer => consumer.Missing(served)));

    private async Task<Contract> AskAsync(ProjectResource candidate, string contract)
    {
        var address = $"http://127.0.0.1:{candidate.Place()!.Port}/openapi/{contract}.json";
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100, stage.Cancellation))
        {
            try
            {
                return new((await http.GetFromJsonAsync<JsonNode>(address, stage.Cancellation))!);
            }
            catch (HttpRequestException starting)
                when (starting.StatusCode is null && clock.Elapsed < Patience)
            {
                // Nobody listens yet.
            }
        }
    }
}
