using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Puts what the shoppers met on the board, second by second.</summary>
internal sealed class Statistician(FrontDesk desk, Faults faults, Board board) : BackgroundService
{
    /// <summary>As far back as the page's curves go.</summary>
    private const int Seconds = 120;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A level that doesn't open is the front desk's to report.
        await ((Task)desk.Open)
            .WaitAsync(stoppingToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!desk.Open.IsCompletedSuccessfully)
        {
            return;
        }

        var shop = await desk.Open;
        await foreach (var second in shop.Fleet.Seconds(stoppingToken))
        {
            board.Append("second", View.Of(second, faults.Elapsed), Seconds);
        }
    }
}
