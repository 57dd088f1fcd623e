using Benchmarks.Proxy;

// dotnet run -c Release --project tests/Benchmarks [-- ROUNDS]
if (args is ["serve"])
{
    await Servers.RunAsync();
    return;
}

var rounds = args is [var first] ? int.Parse(first) : 3;
await ProxyBenchmark.RunAsync(rounds);
