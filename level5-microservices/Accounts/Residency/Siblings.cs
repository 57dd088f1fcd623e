using System.Collections.Concurrent;
using System.Net;
using Shop.Control;

namespace Shop.Accounts;

/// <summary>The same service in the other regions.</summary>
internal sealed class Siblings : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyDictionary<string, Uri> others;
    private readonly ConcurrentDictionary<string, string> known = new();
    private readonly string controlKey;
    private readonly Here here;

    public Siblings(IConfiguration configuration, Here here)
    {
        this.here = here;
        controlKey = configuration["CONTROL_KEY"] ?? "";
        others = Homes.All.Where(site => site != here.Site)
            .Select(site => (site, Address: configuration[$"services:accounts-{site}:http:0"]))
            .Where(one => one.Address is not null)
            .ToDictionary(one => one.site, one => new Uri(one.Address!));
    }

    public HttpClient Http { get; } = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
    });

    /// <summary>Where somebody who isn't known here is at home. Only marks are sent around.</summary>
    /// <returns>Null when no site that can be asked knows it.</returns>
    public async Task<string?> FindAsync(byte[] mark)
    {
        var name = Convert.ToHexString(mark);
        if (known.TryGetValue(name, out var home))
            return home;
        var answers = await Task.WhenAll(others.Keys.Select(async site =>
            (site, Is: await AskAsync(HttpMethod.Get, site, $"/internal/marks/{name}"))));
        if (answers.FirstOrDefault(answer => answer.Is).site is { } found)
            return known[name] = found;
        return null;
    }

    /// <summary>Claims an address for here, at all other sites; see <see cref="Claims"/>.</summary>
    /// <returns>Whether one of them has it, or a better claim.</returns>
    public async Task<bool> HaveAsync(byte[] mark)
    {
        var path = $"/internal/marks/{Convert.ToHexString(mark)}/claims/{here.Digit}";
        var answers = await Task.WhenAll(
            others.Keys.Select(site => AskAsync(HttpMethod.Post, site, path)));
        return answers.Contains(true);
    }

    /// <exception cref="HttpRequestException">The home can't be reached.</exception>
    public async Task<Session?> SignInAsync(string home, byte[] mark, string password)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, Address(home, "/internal/sessions"))
        {
            Content = JsonContent.Create(new MarkedSignIn(mark, password)),
        };
        request.Headers.Add(ControlKey.Header, controlKey);
        using var answer = await Http.SendAsync(request);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            known.TryRemove(Convert.ToHexString(mark), out _);
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<Session>();
    }

    public Uri Address(string site, string path) => others.TryGetValue(site, out var address)
        ? new(address, path)
        : throw new HttpRequestException($"There is no way to {site}.");

    public void Dispose() => Http.Dispose();

    // A site that is away counts as one that doesn't know: a person with two accounts is a
    // nuisance, and that nobody can register while any one region is down would be worse.
    private async Task<bool> AskAsync(HttpMethod method, string site, string path)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(method, Address(site, path));
        request.Headers.Add(ControlKey.Header, controlKey);
        try
        {
            using var answer = await Http.SendAsync(request, limit.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}

/// <param name="Mark">Instead of the e-mail address.</param>
internal sealed record MarkedSignIn(byte[] Mark, string Password);
