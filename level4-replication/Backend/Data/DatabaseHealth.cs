using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Shop.Data;

/// <summary>
/// Ready means that the database answers; its schema was brought up to date before.
/// </summary>
internal sealed class DatabaseHealth(NpgsqlDataSource source) : IHealthCheck
{
    // Whoever watches over many instances would keep the database busy with saying that it lives.
    private const int TrustMs = 1_000;

    private long trustedUntil;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (Environment.TickCount64 < Volatile.Read(ref trustedUntil))
            return HealthCheckResult.Healthy();
        try
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            Volatile.Write(ref trustedUntil, Environment.TickCount64 + TrustMs);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
