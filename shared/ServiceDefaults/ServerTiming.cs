using System.Diagnostics;
using System.Globalization;

namespace Shop;

/// <summary>
/// What one request spent its time on. Becomes the standard response header
/// <c>Server-Timing: cache;desc=miss, db;dur=1.3, app;dur=2.0</c>, in milliseconds. One per request.
/// </summary>
public sealed class ServerTiming
{
    private readonly long started = Stopwatch.GetTimestamp();
    private TimeSpan database;
    private bool usedDatabase;

    /// <summary>Counts the time until the result is disposed as time of the database.</summary>
    public Measurement MeasureDatabase() => new(this);

    /// <summary>hit, miss, or off; null if no cache was to be asked.</summary>
    public string? Cache { get; set; }

    public override string ToString()
    {
        var app = Format("app", Stopwatch.GetElapsedTime(started));
        var work = usedDatabase ? $"{Format("db", database)}, {app}" : app;
        return Cache is null ? work : $"cache;desc={Cache}, {work}";
    }

    private static string Format(string name, TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{name};dur={duration.TotalMilliseconds:0.0}");

    public readonly struct Measurement(ServerTiming timing) : IDisposable
    {
        private readonly long started = Stopwatch.GetTimestamp();

        public void Dispose()
        {
            timing.usedDatabase = true;
            timing.database += Stopwatch.GetElapsedTime(started);
        }
    }
}
