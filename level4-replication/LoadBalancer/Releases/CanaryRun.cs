namespace Shop.Releases;

/// <summary>The record of one trial; written by one task and read by anybody.</summary>
internal sealed class CanaryRun(string state)
{
    private volatile CanaryReport report = new(state, []);

    public CanaryReport Report => report;

    public void Note(string state, CanaryEvent happened) =>
        report = new(state, [.. report.Events, happened]);
}
