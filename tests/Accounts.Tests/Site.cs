using System.Net.Http.Headers;
using Dapper;
using Npgsql;

namespace Shop.Tests;

/// <summary>One region: the service, its database, and where it keeps keys.</summary>
public sealed class Site(string name) : IAsyncDisposable
{
    public const string ControlKey = "only the test knows";

    private readonly Uri address = Service.FreeAddress();
    private (string, string)[] environment = [];

    public string Name { get; } = name;

    public PostgresServer Postgres { get; } = new();

    /// <summary>What it writes that is in no database: keys.</summary>
    public string Files { get; } = Directory.CreateTempSubdirectory($"accounts-{name}-").FullName;

    public string Database { get; private set; } = "";

    public Service Service { get; private set; } = null!;

    public async Task PrepareAsync()
    {
        await Postgres.InitializeAsync();
        Database = await Postgres.CreateDatabaseAsync();
    }

    public async Task StartAsync(
        IEnumerable<Site> all, string redis, Uri catalog, params (string, string)[] more)
    {
        environment =
        [
            ("INSTANCE", $"accounts-{Name}"),
            ("REGION", Name),
            ("DATA", Files),
            ("DIRECTORY_KEY", "the same everywhere"),
            ("CONTROL_KEY", ControlKey),
            ($"ConnectionStrings__accounts-{Name}", Database),
            ("ConnectionStrings__events", redis),
            ($"services__catalog-{Name}__http__0", catalog.OriginalString.TrimEnd('/')),
            .. all.Where(other => other != this).Select(other => (
                $"services__accounts-{other.Name}__http__0", other.address.OriginalString)),
            .. more,
        ];
        await RestartAsync();
    }

    public string Release { get; private set; } = "v1";

    /// <param name="release">Null for the one it has had.</param>
    public async Task RestartAsync(string? release = null)
    {
        Release = release ?? Release;
        Service = Service.StartAt(address, "Accounts", [.. environment, ("RELEASE", Release)]);
        await Service.WaitUntilReadyAsync();
    }

    public async Task<T> AskAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(Database);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    /// <summary>As the service that finishes purchases calls it.</summary>
    public async Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Control-Key", ControlKey);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Service.Client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string token)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Service.Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        if (Service is not null)
            await Service.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await Postgres.DisposeAsync();
        Directory.Delete(Files, recursive: true);
    }
}
