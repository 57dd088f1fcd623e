namespace GeoDns.Tests.Support;

/// <summary>A clock that only a test moves; timers run by the real one.</summary>
internal sealed class FakeClock : TimeProvider
{
    private DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(int seconds) => now = now.AddSeconds(seconds);
}
