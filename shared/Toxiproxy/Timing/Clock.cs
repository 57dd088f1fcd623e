namespace Toxiproxy.Timing;

/// <summary>The time since the process started, which only ever grows.</summary>
internal sealed class Clock(TimeProvider provider)
{
    private readonly long start = provider.GetTimestamp();

    public TimeSpan Now => provider.GetElapsedTime(start);
}
