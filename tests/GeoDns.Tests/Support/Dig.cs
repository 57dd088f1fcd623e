using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GeoDns.Tests.Support;

/// <summary>What the real dig understood of an answer.</summary>
/// <param name="Status">NOERROR, NXDOMAIN, …</param>
/// <param name="Flags">qr, aa, …</param>
/// <param name="Answers">Each record's data.</param>
/// <param name="Authorities">Each record's type.</param>
/// <param name="Subnet">As echoed: address/source/scope.</param>
/// <param name="Text">All of dig's output.</param>
internal sealed partial record Dig(
    string Status,
    string[] Flags,
    string[] Answers,
    string[] Authorities,
    string? Subnet,
    string Text)
{
    public static async Task<Dig> AskAsync(int port, params string[] arguments)
    {
        string[] all =
            ["@127.0.0.1", "-p", $"{port}", "+norecurse", "+tries=1", "+time=5", .. arguments];
        using var process = Process.Start(
            new ProcessStartInfo("dig", all) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(
            StatusCode().Match(text).Groups[1].Value,
            FlagNames().Match(text).Groups[1].Value.Split(' '),
            [.. Section(text, "ANSWER").Select(line => line[4])],
            [.. Section(text, "AUTHORITY").Select(line => line[3])],
            SubnetEcho().Match(text) is { Success: true } match ? match.Groups[1].Value : null,
            text);
    }

    // name, TTL, class, type, data
    private static IEnumerable<string[]> Section(string text, string name) =>
        text.Split('\n')
            .SkipWhile(line => line != $";; {name} SECTION:")
            .Skip(1)
            .TakeWhile(line => line.Length > 0)
            .Select(line => line.Split((char[]?)null, 5, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"status: (\w+)")]
    private static partial Regex StatusCode();

    [GeneratedRegex(@";; flags: ([a-z ]+);")]
    private static partial Regex FlagNames();

    [GeneratedRegex(@"CLIENT-SUBNET: (\S+)")]
    private static partial Regex SubnetEcho();
}
