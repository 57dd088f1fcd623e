using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Shop;

/// <param name="Alive">Names of the others that it believes to be there.</param>
/// <param name="Orders">Keys of the sealed orders that it carries.</param>
internal sealed record Status(
    string Id,
    string[] Alive,
    int Entries,
    string Root,
    string[] Orders,
    int Blobs,
    long BytesSent,
    string[] Banned,
    Dictionary<string, long> Offences);

/// <summary>The peers of the level, as a demo asks them: each at its own computer.</summary>
internal sealed class Street(Stage stage) : IDisposable
{
    public const string Merchant = "merchant";
    public const string Newcomer = "newcomer";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    public static readonly IReadOnlyList<string> Servers = ["rendezvous-us", "rendezvous-eu", Merchant];

    public static readonly IReadOnlyList<string> Peers =
    [
        "peer-us-1", "peer-us-2", "peer-us-3",
        "peer-eu-1", "peer-eu-2", "peer-eu-3",
        "peer-ap-1", "peer-ap-2", "peer-ap-3",
    ];

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(2),
    };

    public HttpClient Http => http;

    public Uri Address(string name) => new($"http://127.0.0.1:{stage.Resource(name).Place()!.Port}");

    /// <summary>Null if it doesn't answer.</summary>
    public async Task<Status?> AskAsync(string name)
    {
        try
        {
            return await http.GetFromJsonAsync<Status>(new Uri(Address(name), "status"));
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    public async Task<int> RunningAsync(IEnumerable<string> names)
    {
        var answers = await Task.WhenAll(names.Select(AnswersAsync));
        return answers.Count(answers => answers);
    }

    /// <summary>Orders that some of the peers carry.</summary>
    public async Task<HashSet<string>> OrdersAsync(IEnumerable<string> names)
    {
        var all = await Task.WhenAll(names.Select(AskAsync));
        return [.. all.SelectMany(one => one?.Orders ?? [])];
    }

    /// <summary>
    /// Whether each of some peers believes exactly the others of them to be there.
    /// </summary>
    public async Task<bool> AgreeAsync(IReadOnlyList<string> names)
    {
        var all = await Task.WhenAll(names.Select(AskAsync));
        return names.Zip(all).All(one =>
            one.Second?.Alive.Order().SequenceEqual(names.Except([one.First]).Order()) == true);
    }

    /// <summary>Seconds until something is true, or the limit.</summary>
    public async Task<double> UntilAsync(Func<Task<bool>> isTrue, double limit)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < limit && !await isTrue())
        {
            await Task.Delay(Glance, stage.Cancellation);
        }

        return Math.Min(clock.Elapsed.TotalSeconds, limit);
    }

    /// <summary>
    /// Starts a process without waiting until it is healthy, which it may never be.
    /// </summary>
    public async Task SwitchOnAsync(string name) =>
        await stage.Shop.Services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(stage.Resource(name), KnownResourceCommands.StartCommand);

    public async Task SwitchOffAsync(string name) =>
        await stage.Shop.Services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(stage.Resource(name), KnownResourceCommands.StopCommand);

    public void Dispose() => http.Dispose();

    private async Task<bool> AnswersAsync(string name)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address(name), "alive"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
