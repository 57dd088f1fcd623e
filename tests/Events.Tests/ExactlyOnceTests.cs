namespace Shop.Tests;

public sealed class ExactlyOnceTests : IAsyncLifetime
{
    private const int Events = 10_000;
    private const int EachTime = 50;

    private readonly TwoServices services = new();

    public ValueTask InitializeAsync() => services.InitializeAsync();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task Each_of_10_000_events_has_its_effect_once_whoever_is_killed()
    {
        await using var relay = Worker.Relay("one", services.Here, services.Redis);
        await using var other = Worker.Relay("other", services.Here, services.Redis);
        await using var first = Worker.Consumer("first", services.There, services.Redis);
        await using var second = Worker.Consumer("second", services.There, services.Redis);
        await services.ReadyAsync();

        var making = MakeAsync();
        var killing = KillAsync(making, relay, other, first, second);
        await making;
        var killed = await killing;
        await EffectsAsync();

        Assert.True(killed >= 5, $"Only {killed} were killed.");
        Assert.Equal(2 * Events, await TwoServices.AskAsync<int>(services.There, "select pieces from total"));
        Assert.Equal(
            Events, await TwoServices.AskAsync<int>(services.There, "select count(distinct event) from effects"));
        Assert.Equal(Events, await services.CountEffectsAsync());
        Assert.Equal(0, await services.CountDeadAsync());
    }

    [Fact]
    public async Task A_log_that_has_forgotten_everything_hears_it_again_and_nothing_is_doubled()
    {
        await using var relay = Worker.Relay("one", services.Here, services.Redis);
        await using var consumer = Worker.Consumer("first", services.There, services.Redis);
        await services.ReadyAsync();
        await services.MakeAsync(1, 500);
        await Eventually.BecomesTrueAsync(async () => await services.CountEffectsAsync() == 500);

        await services.ForgetAsync();
        await services.MakeAsync(501, 500);

        await Eventually.BecomesTrueAsync(async () => await services.CountEffectsAsync() == 1_000);
        Assert.Equal(2_000, await TwoServices.AskAsync<int>(services.There, "select pieces from total"));
    }

    [Fact]
    public async Task Without_an_inbox_a_log_that_has_forgotten_doubles_the_effects()
    {
        await using var relay = Worker.Relay("one", services.Here, services.Redis);
        await using var consumer = Worker.Consumer("first", services.There, services.Redis, "inbox");
        await services.ReadyAsync();
        await services.MakeAsync(1, 500);
        await Eventually.BecomesTrueAsync(async () => await services.CountEffectsAsync() == 500);

        await services.ForgetAsync();

        await Eventually.BecomesTrueAsync(async () => await services.CountEffectsAsync() == 1_000);
    }

    [Fact]
    public async Task An_event_that_can_not_have_its_effect_is_put_aside_and_the_others_go_on()
    {
        await using var relay = Worker.Relay("one", services.Here, services.Redis);
        await using var consumer = Worker.Consumer("first", services.There, services.Redis);
        await services.ReadyAsync();

        await TwoServices.ChangeAsync(
            services.Here,
            """
            insert into outbox (topic, key, payload) values
                ('counted', '1', '{"pieces": 2}'), ('poison', '2', '{}'), ('counted', '3', '{"pieces": 2}'),
                ('of no interest', '4', '{}')
            """);

        await Eventually.BecomesTrueAsync(async () =>
            await services.CountEffectsAsync() == 2 && await services.CountDeadAsync() == 1);
    }

    [Fact]
    public async Task A_copy_that_leads_without_having_heard_of_everything_still_tells_what_is_new()
    {
        await using var relay = Worker.Relay("one", services.Here, services.Redis);
        await using var consumer = Worker.Consumer("first", services.There, services.Redis);
        await services.ReadyAsync();

        // The old leader had come far, and its copy had not.
        await TwoServices.ChangeAsync(
            services.Here,
            """
            insert into outbox (place, topic, key, payload) values
                ((1::bigint << 40) | 999999999, 'counted', '1', '{"pieces": 2}')
            """);
        await Eventually.BecomesTrueAsync(async () => await services.CountEffectsAsync() == 1);
        await TwoServices.ChangeAsync(
            services.Here,
            """
            begin;
            set local shop.epoch = 2;
            insert into outbox (topic, key, payload) values ('counted', '2', '{"pieces": 2}');
            commit
            """);

        await Eventually.BecomesTrueAsync(async () => await services.CountEffectsAsync() == 2);
    }

    // Several transactions at a time, so that numbers are not committed in their order.
    private Task MakeAsync() => Parallel.ForEachAsync(
        Enumerable.Range(0, Events / EachTime),
        new ParallelOptions { MaxDegreeOfParallelism = 4 },
        async (turn, _) =>
        {
            await services.MakeAsync(1 + (turn * EachTime), EachTime);
            if (turn % 10 == 0)
                await services.MakeAsync(-1_000, EachTime, isRolledBack: true);
            await Task.Delay(100, CancellationToken.None);
        });

    // One after another, in an order and after pauses that a seed decides. The log dies, too, and
    // this one has nothing on disk: it comes back empty.
    private async Task<int> KillAsync(Task making, params Worker[] workers)
    {
        var chance = new Random(5);
        var killed = 0;
        for (; !making.IsCompleted || killed < 8; killed++)
        {
            await Task.Delay(chance.Next(200, 1_200));
            var worker = workers[chance.Next(workers.Length)];
            worker.Kill();
            if (killed == 4)
            {
                services.Redis.Kill();
                services.Redis.Start();
            }

            worker.Restart();
        }

        return killed;
    }

    private async Task EffectsAsync()
    {
        for (var seconds = 0; seconds < 30; seconds++)
        {
            if (await services.CountEffectsAsync() >= Events)
                return;
            await Task.Delay(1_000);
        }
    }
}
