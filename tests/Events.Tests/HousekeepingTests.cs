namespace Shop.Tests;

public sealed class HousekeepingTests : IAsyncLifetime
{
    private const string Kept = "00:00:01";

    private readonly TwoServices services = new();

    public ValueTask InitializeAsync() => services.InitializeAsync();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task What_everybody_has_had_goes_and_what_is_told_again_still_counts_once()
    {
        await using var relay = Worker.Relay("one", services.Here, services.Redis, Kept);
        await using var consumer = Worker.Consumer(
            "first", services.There, services.Redis, kept: Kept);
        await services.ReadyAsync();
        await services.MakeAsync(1, 500);
        await Eventually.BecomesTrueAsync(async () => await services.CountEffectsAsync() == 500);

        // The last one stays: by that it is known how far everybody has come.
        await Eventually.BecomesTrueAsync(async () =>
            await services.CountAsync(services.Here, "outbox") <= 1
            && await services.CountToldAsync() <= 1
            && await services.CountAsync(services.There, "inbox") <= 1);
        await services.ForgetAsync();
        await services.MakeAsync(501, 500);

        await Eventually.BecomesTrueAsync(async () => await services.CountEffectsAsync() == 1_000);
        Assert.Equal(
            2_000, await TwoServices.AskAsync<int>(services.There, "select pieces from total"));
    }

    [Fact]
    public async Task What_a_reader_has_not_had_stays_however_long_it_is_away()
    {
        await using var relay = Worker.Relay("one", services.Here, services.Redis, Kept);
        await using var consumer = Worker.Consumer("first", services.There, services.Redis);
        await services.ReadyAsync();
        await services.MakeAsync(1, 50);
        await Eventually.BecomesTrueAsync(async () => await services.CountEffectsAsync() == 50
            && await services.CountAsync(services.Here, "outbox") <= 1);
        consumer.Kill();
        await services.MakeAsync(51, 50);

        // Twice as long as what everybody has had would stay.
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.InRange(await services.CountAsync(services.Here, "outbox"), 50, 51);

        consumer.Restart();
        await Eventually.BecomesTrueAsync(async () => await services.CountEffectsAsync() == 100);
    }

    [Fact]
    public async Task What_was_given_up_can_be_tried_again_once_it_was_mended()
    {
        await using var relay = Worker.Relay("one", services.Here, services.Redis);
        await using var consumer = Worker.Consumer("first", services.There, services.Redis);
        await services.ReadyAsync();
        await TwoServices.ChangeAsync(
            services.Here,
            "insert into outbox (topic, key, payload) values ('late', '7', '{}'), ('poison', '8', '{}')");
        await Eventually.BecomesTrueAsync(async () => await services.CountDeadAsync() == 2);

        await TwoServices.ChangeAsync(services.There, "create table latecomers (event int)");
        var revived = await RetryAsync(consumer);
        var again = await RetryAsync(consumer);

        Assert.Equal((1, 0), (revived, again));
        Assert.Equal(1, await services.CountAsync(services.There, "latecomers"));
        Assert.Equal(1, await services.CountDeadAsync());
    }

    private static async Task<int> RetryAsync(Worker consumer)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.Add("X-Control-Key", Worker.ControlKey);
        using var answer = await http.PostAsync($"{consumer.Address}/events/dead/retry", null);
        answer.EnsureSuccessStatusCode();
        return (int)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["count"]!;
    }
}
