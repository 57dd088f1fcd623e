using Toxiproxy.Proxies;

namespace Toxiproxy.Admin;

/// <summary>The endpoints that are about the whole server.</summary>
internal sealed class ServerEndpoints(ProxyCommands commands)
{
    /// <summary>The version of Toxiproxy whose contract this server keeps.</summary>
    public const string Version = "2.12.0";

    public async Task ResetAsync(HttpContext http)
    {
        if (await commands.ResetAsync() is { } failure)
        {
            await Answers.Failure(http.Response, failure);
            return;
        }

        http.Response.StatusCode = 204;
    }

    public Task VersionAsync(HttpContext http) => Answers.Json(http.Response, 200, json =>
    {
        json.WriteStartObject();
        json.WriteString("version", Version);
        json.WriteEndObject();
    });
}
