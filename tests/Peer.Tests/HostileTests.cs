namespace Peer.Tests;

/// <summary>What a liar sends is rejected, counted, and held against its key.</summary>
public sealed class HostileTests
{
    private readonly Hostile liar = new();

    [Fact]
    public async Task A_message_that_comes_again_is_dropped()
    {
        var ping = liar.Write(Kinds.Ping, new Ping([]));

        Assert.True(await liar.SendAsync(ping));
        Assert.False(await liar.SendAsync(ping));
        liar.Simulation.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await liar.SendAsync(ping));

        Assert.Equal(1, liar.Victim.Guard[Offence.Replay]);
        Assert.Equal(1, liar.Victim.Guard[Offence.Clock]);
    }

    [Fact]
    public async Task A_letter_to_who_lived_here_before_tells_the_new_tenant_nothing()
    {
        using var before = Identity.Create();
        var ping = liar.Write(Kinds.Ping, new Ping([]));

        Assert.False(await liar.SendAsync((ping with { To = before.Id }).Sign(liar.Self)));
        Assert.True(await liar.SendAsync((ping with { To = liar.Victim.Self.Id }).Sign(liar.Self)));

        Assert.Equal(1, liar.Victim.Guard[Offence.Unreadable]);
    }

    [Fact]
    public async Task A_clock_that_lies_ahead_is_banned_at_the_third_lie()
    {
        for (var lie = 1; lie <= 3; lie++)
        {
            Assert.False(liar.IsBanned);
            Assert.False(await liar.SendAsync(liar.Write(Kinds.Ping, new Ping([]), TimeSpan.FromHours(1))));
        }

        Assert.Equal(3, liar.Victim.Guard[Offence.Clock]);
        Assert.True(liar.IsBanned);
    }

    [Fact]
    public async Task Old_letters_count_against_nobody_as_anybody_may_have_kept_them()
    {
        for (var letter = 1; letter <= 3; letter++)
        {
            Assert.False(await liar.SendAsync(liar.Write(Kinds.Ping, new Ping([]), TimeSpan.FromMinutes(-1))));
        }

        Assert.Equal(3, liar.Victim.Guard[Offence.Clock]);
        Assert.False(liar.IsBanned);
    }

    [Fact]
    public async Task A_letter_does_not_become_new_by_a_longer_key()
    {
        var ping = liar.Write(Kinds.Ping, new Ping([]));

        Assert.True(await liar.SendAsync(ping));
        Assert.False(await liar.SendAsync(ping with { Sender = [.. ping.Sender, 0] }));
    }

    [Fact]
    public async Task A_name_that_fills_a_message_is_not_passed_on()
    {
        var large = Announcement.Of(liar.Self, new string('x', 60_000), "here", 1);

        await liar.SendAsync(liar.Write(Kinds.Ping, new Ping([new Claim(large, Standing.Alive)])));

        Assert.Null(liar.Victim.Members.Find(liar.Self.Id));
    }

    [Fact]
    public async Task A_notice_a_little_ahead_waits_and_brings_no_blame_on_who_passes_it_on()
    {
        var soon = liar.Simulation.Clock.GetUtcNow().AddSeconds(15).ToUnixTimeMilliseconds();

        Assert.True(await liar.TellAsync(Entry.Write(liar.Self, Rules.Notice, soon, "mine")));

        Assert.Null(liar.Victim.Board.Notice);
        Assert.False(liar.IsBanned);
    }

    [Fact]
    public async Task A_notice_of_tomorrow_does_not_win_for_ever()
    {
        var tomorrow = liar.Simulation.Clock.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds();

        Assert.False(await liar.TellAsync(Entry.Write(liar.Self, Rules.Notice, tomorrow, "mine")));

        Assert.Null(liar.Victim.Board.Notice);
    }

    [Fact]
    public async Task Oversized_messages_are_banned_at_the_third()
    {
        for (var message = 0; message < 3; message++)
        {
            var large = liar.Write("?", new string('x', new Settings().LargestMessage));
            Assert.False(await liar.SendAsync(large));
        }

        Assert.Equal(3, liar.Victim.Guard[Offence.Oversized]);
        Assert.True(liar.IsBanned);
    }

    [Fact]
    public async Task A_flood_is_stopped_and_banned()
    {
        for (var message = 0; message < 1_000 && !liar.IsBanned; message++)
        {
            await liar.SendAsync(liar.Write(Kinds.Ping, new Ping([])));
        }

        Assert.True(liar.IsBanned);
        Assert.Equal(3, liar.Victim.Guard[Offence.Flood]);
    }

    [Fact]
    public async Task Rubbish_is_survived()
    {
        var random = new Random(7);
        var good = liar.Write(Kinds.Take, new Delivery([], [])).ToBytes();
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = good.ToArray();
            for (var hit = 0; hit < random.Next(1, 4); hit++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            await liar.Simulation.DeliverAsync(liar.Victim.Name, bytes);
        }

        Assert.Equal(0, liar.Victim.Ledger.Count);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{\"entries\":[null,{}]}")]
    [InlineData("{\"claims\":[null,{}]}")]
    [InlineData("{\"target\":{},\"claims\":null}")]
    [InlineData("{\"buckets\":[-1,9999],\"has\":{}}")]
    public async Task A_body_that_makes_no_sense_is_survived(string body)
    {
        string[] kinds =
        [
            Kinds.Take, Kinds.Ping, Kinds.PingFor, Kinds.Compare, Kinds.Inventory, Kinds.Fetch, Kinds.Wish,
        ];
        foreach (var kind in kinds)
        {
            var rude = new Hostile();
            var bytes = System.Text.Encoding.UTF8.GetBytes(body);
            var letter = rude.Write(kind, "") with { Body = bytes };

            await rude.SendAsync(letter.Sign(rude.Self));

            Assert.Equal(0, rude.Victim.Ledger.Count);
        }
    }
}
