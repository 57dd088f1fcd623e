using Toxiproxy.Proxies;

namespace Toxiproxy.Admin;

/// <summary>A file with the same array of proxies as /populate takes.</summary>
internal static class ConfigFile
{
    /// <summary>Creates its proxies. Returns what went wrong, or null.</summary>
    public static async Task<string?> ApplyAsync(string file, ProxyCommands commands)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot read the configuration: {e.Message}";
        }

        var requests = RequestBody.Parse(bytes).Then(json => Requests.Proxies(json.RootElement));
        var failure = requests.Succeeded(out var proxies)
            ? (await commands.PopulateAsync(proxies)).Failure
            : requests.Failure;
        return failure is null ? null : $"wrong configuration in {file}: {failure.Message}";
    }
}
