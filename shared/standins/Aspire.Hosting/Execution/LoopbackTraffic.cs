namespace Aspire.Hosting.Execution;

/// <summary>Everything here talks over loopback, also where HTTP_PROXY is set.</summary>
internal static class LoopbackTraffic
{
    private static readonly string[] Names = ["NO_PROXY", "no_proxy"];
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "::1", "[::1]"];

    // Set in the host's own environment, from where the children inherit it.
    internal static void BypassesProxies()
    {
        var present = Names.Select(Environment.GetEnvironmentVariable)
            .SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            .Select(v => v.Trim());
        var value = string.Join(',', present.Concat(Loopback).Distinct(StringComparer.Ordinal));
        foreach (var name in Names)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
