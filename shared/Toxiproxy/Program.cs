using Toxiproxy;
using Toxiproxy.Admin;

if (CommandLine.TryParse(args, out var options) is { } complaint)
{
    await Console.Error.WriteLineAsync($"{complaint}\n{CommandLine.Usage}");
    return 2;
}

if (options.Version)
{
    Console.WriteLine($"toxiproxy-server version {ServerEndpoints.Version}");
    return 0;
}

return await Server.RunAsync(options);
