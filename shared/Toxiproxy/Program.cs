using Toxiproxy;
using Toxiproxy.Admin;

// The runtime would hand every accepted connection to the thread pool: a third of its cost. It
// reads this once, at the first use of a socket, and there is no other way to tell it.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

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
