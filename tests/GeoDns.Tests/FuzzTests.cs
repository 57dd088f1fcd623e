using GeoDns.Policies;
using GeoDns.Serving;
using GeoDns.Zones;

namespace GeoDns.Tests;

/// <summary>Runs alone: what other tests allocate would count as a leak.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;

/// <summary>Whatever is sent, the server lives, answers the next one, and keeps nothing of it.</summary>
[Collection<Alone>]
public sealed class FuzzTests
{
    private const int Packets = 1_000_000;
    private const int PacketsBySocket = 30_000;
    private const int Rounds = 12;
    private const long Flat = 3_000_000;

    [Fact]
    public void A_million_broken_packets_crash_nothing_and_leave_nothing_behind()
    {
        var handler = Handler();
        var fuzz = new Fuzz(seed: 6);
        var answer = new byte[Message.MaximumSize];
        HandleAll(Packets / 10);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        HandleAll(Packets);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(grown, long.MinValue, 1_000_000);

        void HandleAll(int count)
        {
            for (var number = 0; number < count; number++)
            {
                var packet = fuzz.Next();
                var size = handler.Handle(packet, IPAddress.Loopback, number % 8 == 0, answer);
                AssertProper(packet, answer.AsSpan(0, size));
            }
        }
    }

    // What it needs is found in the first rounds: the collector lets a heap grow before it looks. A
    // leak of 100 bytes a packet adds more than that in every round.
    [Fact]
    public async Task The_server_outlives_them_and_its_memory_stays_flat()
    {
        await using var server = await Server.StartAsync(null, ("DOTNET_GCgen0size", "400000"));
        var fuzz = new Fuzz(seed: 7);
        var grown = new List<long>();
        while (grown.Count < Rounds && grown.LastOrDefault(long.MaxValue) > Flat)
        {
            var before = server.Memory;
            await SendAsync(server, fuzz, PacketsBySocket);
            grown.Add(server.Memory - before);
        }

        Assert.True(server.IsRunning);
        Assert.Equal([World.Ireland], await server.AddressesAsync(World.InIreland));
        Assert.True(grown[^1] <= Flat, $"it grew by {string.Join(", ", grown)} bytes");
    }

    [Fact]
    public async Task Connections_with_rubbish_or_with_nothing_keep_nobody_else_out()
    {
        await using var server = await Server.StartAsync();
        var fuzz = new Fuzz(seed: 8);
        var clients = new List<TcpClient>();
        for (var number = 0; number < 150; number++)
        {
            var client = new TcpClient();
            clients.Add(client);
            await client.ConnectAsync(server.EndPoint);
            if (number % 3 > 0)
                await IgnoreBreakAsync(client.GetStream().WriteAsync(fuzz.Next().ToArray()).AsTask());
        }

        Assert.Equal([World.Ireland], await server.AddressesAsync(World.InIreland));
        await Eventually.IsAsync(
            async () => (await server.DigAsync("shop.test", "+tcp")).Answers.Length == 1,
            "idle connections are closed, and there is room again");
        clients.ForEach(client => client.Dispose());
    }

    private static async Task SendAsync(Server server, Fuzz fuzz, int count)
    {
        using var client = new UdpClient();
        client.Connect(server.EndPoint);
        for (var number = 0; number < count; number++)
        {
            await client.SendAsync(fuzz.Next().ToArray());
            // Now and then wait for it, so that packets are worked on and not only dropped.
            if (number % 100 == 0)
                await new Resolver(server.EndPoint, null, TimeProvider.System)
                    .ResolveAsync("shop.test", default);
        }
    }

    // What comes back is a readable answer to this packet, or nothing.
    private static void AssertProper(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> answer)
    {
        if (answer.Length == 0)
        {
            Assert.True(packet.Length < Message.HeaderSize || packet[2] >= 0x80);
            return;
        }

        var message = Message.TryDecode(answer);
        Assert.True(message is { IsResponse: true });
        Assert.Equal((packet[0] << 8) | packet[1], message.Id);
    }

    private static async Task IgnoreBreakAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (IOException)
        {
            // One connection too many is closed, as it should be.
        }
    }

    private static QueryHandler Handler()
    {
        // So many sites that answers have to be cut, too.
        var sites = Enumerable.Range(1, 60)
            .Select(number => new Site($"site-{number}", $"127.0.9.{number}", 0, 0));
        var zone = ZoneFile.Default with { Policy = PolicyNames.MultiValue, Sites = [.. sites] };
        var settings = new Settings(0, zone, HealthChecks: false);
        var policies = new PolicySwitch([new MultiValue()], settings);
        return new(new Authority(settings, new Decider(policies, new Views(settings))));
    }
}
