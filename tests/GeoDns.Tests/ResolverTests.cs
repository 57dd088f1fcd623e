namespace GeoDns.Tests;

/// <summary>A customer's resolver: what it remembers, and what it does when nobody answers.</summary>
public sealed class ResolverTests : IAsyncLifetime
{
    private readonly FakeClock clock = new();
    private readonly NameServer server = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task An_answer_is_kept_for_its_ttl()
    {
        var resolver = Resolver();
        server.Have(ttl: 30, World.Ireland);
        Assert.Equal([World.Ireland], await AskAsync(resolver));
        server.Have(ttl: 30, World.Virginia);
        clock.Advance(29);
        Assert.Equal([World.Ireland], await AskAsync(resolver));
        clock.Advance(1);
        Assert.Equal([World.Virginia], await AskAsync(resolver));
        Assert.Equal(2, server.Queries.Count);
    }

    [Fact]
    public async Task That_there_is_no_such_name_is_kept_for_the_minimum_of_the_SOA()
    {
        var resolver = Resolver();
        server.Answer = query => query with
        {
            Code = ResponseCode.NxDomain,
            Authorities = [new SoaRecord("shop.test", 60, "ns1", "me", 1, 1, 1, 1, Minimum: 5)],
        };
        Assert.Empty(await AskAsync(resolver));
        clock.Advance(4);
        Assert.Empty(await AskAsync(resolver));
        Assert.Single(server.Queries);
        server.Have(ttl: 30, World.Ireland);
        clock.Advance(1);
        Assert.Equal([World.Ireland], await AskAsync(resolver));
    }

    [Fact]
    public async Task Each_call_begins_with_the_next_address()
    {
        var resolver = Resolver();
        server.Have(ttl: 30, World.All);
        for (var call = 0; call < 6; call++)
            Assert.Equal(World.All[call % 3], (await AskAsync(resolver))[0]);
        Assert.Single(server.Queries);
    }

    [Fact]
    public async Task Many_callers_at_once_share_one_query()
    {
        var resolver = Resolver();
        server.Losses = 1;
        server.Have(ttl: 30, World.Ireland);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync(resolver)));
        // The lost one and its repetition; a busy machine may answer late and be asked once more.
        Assert.InRange(server.Queries.Count, 2, 4);
    }

    [Fact]
    public async Task A_long_answer_is_fetched_by_TCP()
    {
        server.Truncates = true;
        server.Have(ttl: 30, [.. Enumerable.Range(1, 200).Select(host => $"127.0.9.{host}")]);
        Assert.Equal(200, (await AskAsync(Resolver())).Length);
    }

    [Fact]
    public async Task The_customers_subnet_is_passed_on()
    {
        server.Have(ttl: 30, World.Ireland);
        await AskAsync(new(server.EndPoint, IPNetwork.Parse("203.0.113.0/24"), clock));
        Assert.Equal("203.0.113.0/24", server.Queries.Single().Edns!.Subnet!.ToString());
    }

    [Fact]
    public async Task While_the_server_is_gone_the_last_answer_has_to_do()
    {
        var resolver = new Resolver(server.EndPoint, null, clock)
        {
            MaxStale = TimeSpan.FromSeconds(60),
        };
        server.Have(ttl: 2, World.Ireland);
        await AskAsync(resolver);
        server.IsGone = true;
        clock.Advance(30);
        Assert.Equal([World.Ireland], await AskAsync(resolver));
        server.IsGone = false;
        server.Have(ttl: 2, World.Virginia);
        await Eventually.IsAsync(
            async () => await AskAsync(resolver) is [World.Virginia], "it has noticed the return");
        server.IsGone = true;
        clock.Advance(62);
        await Assert.ThrowsAsync<SocketException>(() => AskAsync(resolver));
    }

    [Fact]
    public async Task Switched_off_there_is_no_stale_answer()
    {
        var resolver = new Resolver(server.EndPoint, null, clock) { MaxStale = TimeSpan.Zero };
        server.Have(ttl: 2, World.Ireland);
        await AskAsync(resolver);
        server.Answer = query => query with { Code = ResponseCode.ServFail };
        clock.Advance(2);
        await Assert.ThrowsAsync<SocketException>(() => AskAsync(resolver));
    }

    [Fact]
    public async Task An_answer_to_another_question_is_not_believed()
    {
        var resolver = Resolver();
        server.Answer = query => query with { Id = query.Id ^ 1 };
        await Assert.ThrowsAsync<SocketException>(() => AskAsync(resolver));
        server.Answer = query => query with { Questions = [new("bank.test", RecordType.A)] };
        await Assert.ThrowsAsync<SocketException>(() => AskAsync(resolver));
    }

    [Fact]
    public async Task Whoever_waits_can_give_up()
    {
        server.IsGone = true;
        using var limit = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Resolver().ResolveAsync("shop.test", limit.Token));
    }

    private static async Task<string[]> AskAsync(Resolver resolver) =>
        [.. (await resolver.ResolveAsync("shop.test", default)).Select(each => each.ToString())];

    private Resolver Resolver() => new(server.EndPoint, null, clock);
}
