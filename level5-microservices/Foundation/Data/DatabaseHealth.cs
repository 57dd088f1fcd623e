using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Shop.Data;

/// <summary>
/// Ready means that some copy of the database answers; its schema was brought up to date before.
/// </summary>
internal sealed class DatabaseHealth(Reading reading) : IHealthCheck
{
    // Whoever watches over many instances would keep the database busy with saying that it lives.
    private const int TrustMs = 1_000;

    private readonly Lock door = new();
    private Task<HealthCheckResult>? asking;
    private long trustedUntil;

    /// <remarks>
    /// One question for all who ask, and it is not broken off when they leave: a database that gets
    /// up would be busy with connections that nobody waits for any more.
    /// </remarks>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (Environment.TickCount64 < Volatile.Read(ref trustedUntil))
            return Task.FromResult(HealthCheckResult.Healthy());
        lock (door)
        {
            if (asking is null or { IsCompleted: true })
                asking = AskAsync();
            return asking.WaitAsync(cancellationToken);
        }
    }

    private async Task<HealthCheckResult> AskAsync()
    {
        try
        {
            await reading.AskAsync(null, connection => connection.ExecuteAsync("select 1"));
            Volatile.Write(ref trustedUntil, Environment.TickCount64 + TrustMs);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
