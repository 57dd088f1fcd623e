namespace Shop.Shoppers;

/// <summary>Somebody with an account, who signs in again when the token no longer works.</summary>
internal sealed class Customer(string email)
{
    internal const string Password = "shoppers-Like-2-shop!";

    private readonly Lock gate = new();
    private Task<string?> signingIn = Task.FromResult<string?>(null);
    private volatile string? token;

    internal string Email => email;

    /// <summary>Bearer token; null before registration.</summary>
    internal string? Token => token;

    /// <returns>Null, or why it failed.</returns>
    internal async Task<string?> RegisterAsync(Wire wire, Uri api, CancellationToken cancellation)
    {
        using var request = Requests.Register(api, this);
        var answer = await wire.SendAsync(request, keepBody: true, cancellation);
        if (answer.Error is not null || answer.Status is not (200 or 201))
        {
            return answer.Error ?? $"http {answer.Status}";
        }

        token = Json.Text(answer.Body, "token", "accessToken");
        return token is null ? await SignInAsync(wire, api, stale: null, cancellation) : null;
    }

    /// <summary>Gets a new token, unless somebody else has just done so or is about to.</summary>
    /// <param name="stale">The token that didn't work.</param>
    /// <returns>Null, or why it failed.</returns>
    internal Task<string?> SignInAsync(
        Wire wire,
        Uri api,
        string? stale,
        CancellationToken cancellation)
    {
        lock (gate)
        {
            if (token == stale && signingIn.IsCompleted)
            {
                signingIn = SignInAsync(wire, api, cancellation);
            }

            return signingIn;
        }
    }

    private async Task<string?> SignInAsync(Wire wire, Uri api, CancellationToken cancellation)
    {
        using var request = Requests.SignIn(api, this);
        var answer = await wire.SendAsync(request, keepBody: true, cancellation);
        if (answer.Error is not null || answer.Status is not (200 or 201))
        {
            return answer.Error ?? $"http {answer.Status}";
        }

        token = Json.Text(answer.Body, "token", "accessToken");
        return token is null ? "no token" : null;
    }
}
