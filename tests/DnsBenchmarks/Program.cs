using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DnsBenchmarks;

// What the name server bears: dotnet run -c Release --project tests/DnsBenchmarks [-- RATE [SECONDS]]
var rate = args is [var first, ..] ? int.Parse(first) : 10_000;
var seconds = args is [_, var second] ? int.Parse(second) : 10;

using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
var server = (IPEndPoint)probe.Client.LocalEndPoint!;
probe.Close();
var program = Path.Combine(AppContext.BaseDirectory, "GeoDns.dll");
using var process = Process.Start(new ProcessStartInfo("dotnet", [program])
{
    Environment =
    {
        ["DNS_PORT"] = $"{server.Port}",
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
    },
})!;
try
{
    await Load.WaitAsync(server);
    await Load.RunAsync(server, rate, seconds: 3); // JIT
    process.Refresh();
    var (cpu, memory) = (process.TotalProcessorTime, process.WorkingSet64);
    var result = await Load.RunAsync(server, rate, seconds);
    process.Refresh();
    var used = (process.TotalProcessorTime - cpu).TotalSeconds;
    Console.WriteLine($"""
        {rate} queries/s for {seconds} s: sent {result.Sent}, answered {result.Answered}
        latency: p50 {result.Percentile(0.5):0.00} ms, p99 {result.Percentile(0.99):0.00} ms
        server: {used / result.Answered * 1e6:0} µs of processor time per query, \
        {process.WorkingSet64 / 1e6:0} MB ({(process.WorkingSet64 - memory) / 1e6:+0;-0;0})
        """.Replace("\\\n", "", StringComparison.Ordinal));
}
finally
{
    process.Kill();
    await process.WaitForExitAsync();
}
