using System.Net.Sockets;
using System.Text;

namespace LoadBalancer.Tests;

public sealed class HostileTests
{
    [Theory]
    [InlineData("GET /api/products HTTP/1.1\r\nHost: a b\r\n\r\n", "400")]
    [InlineData("GET /api/products HTTP/1.1\r\nHost: one\r\nHost: two\r\n\r\n", "400")]
    [InlineData("GET /api/products HTTP/1.1\r\n\r\n", "400")]
    [InlineData("GET /api/products HTTP/1.1\r\nHost: ../..\r\n\r\n", "400")]
    public async Task A_malformed_request_is_refused(string request, string status)
    {
        await using var site = await Site.OpenAsync();
        Assert.StartsWith($"HTTP/1.1 {status}", await SayAsync(site, request));
        Assert.Contains(await site.Balancer.AskAsync(), Site.Backends);
    }

    [Fact]
    public async Task An_oversized_header_is_refused()
    {
        await using var site = await Site.OpenAsync();
        var header = new string('x', 100_000);
        var request = $"GET /api/products HTTP/1.1\r\nHost: shop\r\nX: {header}\r\n\r\n";
        Assert.StartsWith("HTTP/1.1 431", await SayAsync(site, request));
        Assert.Contains(await site.Balancer.AskAsync(), Site.Backends);
    }

    [Fact]
    public async Task A_header_beyond_ASCII_is_no_ones_fault_and_passes()
    {
        await using var site = await Site.OpenAsync();
        string? city = null;
        site.Blue.Behaviour = site.Green.Behaviour = context =>
        {
            city = context.Request.Headers["X-City"];
            return Task.CompletedTask;
        };
        const string Request = "GET /api/products HTTP/1.1\r\nHost: shop\r\nX-City: Zürich\r\n\r\n";
        Assert.StartsWith("HTTP/1.1 200", await SayAsync(site, Request));
        Assert.Equal("Zürich", city);
    }

    [Fact]
    public async Task Five_hundred_clients_that_never_finish_a_request_keep_nobody_waiting()
    {
        await using var site = await Site.OpenAsync();
        var slow = new List<TcpClient>();
        for (var i = 0; i < 500; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", site.Balancer.Port);
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: sh"u8.ToArray());
            slow.Add(client);
        }

        var answers = await site.AskAsync(200);
        slow.ForEach(client => client.Dispose());
        Assert.Equal(200, answers["blue"] + answers["green"]);
    }

    [Fact]
    public async Task Whoever_leaves_in_mid_answer_is_not_held_against_the_backend()
    {
        await using var site = await Site.OpenAsync();
        site.Blue.Behaviour = site.Green.Behaviour = _ => Task.Delay(200);
        for (var i = 0; i < 10; i++)
        {
            using var impatient = new CancellationTokenSource(50);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => site.Balancer.Client.GetAsync("/api/products", impatient.Token));
        }

        site.Blue.Behaviour = site.Green.Behaviour = _ => Task.CompletedTask;
        var answers = await site.AskAsync(100);
        Assert.Equal(["blue", "green"], answers.Keys.Order());
    }

    [Fact]
    public async Task A_balancer_that_is_told_to_stop_finishes_what_it_has()
    {
        await using var site = await Site.OpenAsync();
        site.Blue.Behaviour = site.Green.Behaviour = _ => Task.Delay(500);
        var waiting = site.Balancer.AskAsync();
        await Eventually.IsAsync(
            () => Task.FromResult(site.Blue.Requests.Count + site.Green.Requests.Count == 1),
            "the request is with a backend");
        site.Balancer.Signal("-TERM");
        Assert.Contains(await waiting, Site.Backends);
        await site.Balancer.ExitedAsync();
    }

    private static async Task<string> SayAsync(Site site, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", site.Balancer.Port);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        }
        catch (IOException)
        {
            // It may have answered and closed before it has heard everything.
        }

        var answer = new byte[64];
        return Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer));
    }
}
