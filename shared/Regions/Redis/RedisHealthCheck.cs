using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Healthy when the server takes its password and answers a PING.</summary>
internal sealed class RedisHealthCheck(int port, string password) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default)
    {
        try
        {
            var answer = await PingAsync(cancellationToken);
            return answer == "+PONG"
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(answer ?? "The connection was closed.");
        }
        catch (Exception down) when (down is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy(down.Message);
        }
    }

    // Redis understands commands as lines of text, too: no client library is needed for two.
    private async Task<string?> PingAsync(CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"AUTH {password}\r\nPING\r\n"), cancellation);
        using var answers = new StreamReader(stream);
        var welcome = await answers.ReadLineAsync(cancellation);
        return welcome == "+OK" ? await answers.ReadLineAsync(cancellation) : welcome;
    }
}
