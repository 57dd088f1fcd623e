namespace Shop.Shoppers.Tests;

/// <summary>Makes operations and histories by hand.</summary>
internal static class Hand
{
    internal static TimeSpan Ms(double ms) => TimeSpan.FromMilliseconds(ms);

    internal static Operation Made(
        double at,
        Outcome outcome = Outcome.Ok,
        double latency = 10,
        string region = "eu",
        Kind kind = Kind.Product,
        string? stream = null) => new()
        {
            Region = region,
            Stream = stream,
            Kind = kind,
            Intended = Ms(at),
            Start = Ms(at),
            End = Ms(at + latency),
            Outcome = outcome,
        };

    internal static async Task UntilAsync(Func<bool> condition, string what)
    {
        var deadline = Environment.TickCount64 + 10_000;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < deadline, $"waited in vain until {what}");
            await Task.Delay(5);
        }
    }
}
