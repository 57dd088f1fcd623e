using System.Net.Sockets;
using Npgsql;
using Shop.Data;

namespace Shop.Tests;

/// <summary>A database that is away is looked for by one at a time.</summary>
public sealed class CircuitBreakerTests : IAsyncDisposable
{
    // It takes connections, as a server's queue does, and never answers one.
    private readonly TcpListener server = new(IPAddress.Loopback, 0);
    private readonly NpgsqlDataSource source;
    private readonly CircuitBreaker circuit;
    private int arrived;

    public CircuitBreakerTests()
    {
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        source = new NpgsqlSlimDataSourceBuilder(
            $"Host=127.0.0.1;Port={port};Username=shop;Password=x;SSL Mode=Disable;Timeout=1").Build();
        circuit = new(source);
        _ = CountAsync();
    }

    [Fact]
    public async Task Only_one_connection_waits_in_the_queue_of_a_database_that_is_away()
    {
        Assert.False(await ConnectsAsync());
        var ofOne = Volatile.Read(ref arrived); // The driver may try twice.

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ConnectsAsync()));

        Assert.DoesNotContain(true, all);
        Assert.InRange(Volatile.Read(ref arrived) - ofOne, 1, 2);
    }

    public async ValueTask DisposeAsync()
    {
        server.Stop();
        await source.DisposeAsync();
    }

    private async Task<bool> ConnectsAsync()
    {
        try
        {
            await using var connection = await circuit.ConnectAsync();
            return true;
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }

    private async Task CountAsync()
    {
        try
        {
            while (true)
            {
                _ = await server.AcceptSocketAsync();
                Interlocked.Increment(ref arrived);
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }
}
