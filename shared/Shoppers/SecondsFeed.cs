using System.Runtime.CompilerServices;

namespace Shop.Shoppers;

/// <summary>
/// Reads the history second by second. Each subscriber reads for itself, so nothing piles up.
/// </summary>
internal static class SecondsFeed
{
    internal static async IAsyncEnumerable<Second> ReadAsync(
        History history,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var position = history.End;
        var second = Math.Ceiling(history.Now.TotalSeconds);
        while (true)
        {
            var rest = TimeSpan.FromSeconds(second + 1) - history.Now;
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest + TimeSpan.FromMilliseconds(1), time, cancellation);
            }

            // A subscriber that was away for seconds gets what it missed in one.
            second = Math.Max(second, Math.Floor(history.Now.TotalSeconds) - 1);
            var operations = history.Since(ref position);
            yield return new Second(TimeSpan.FromSeconds(second), [.. Cells(operations)]);
            second++;
        }
    }

    private static IEnumerable<Cell> Cells(IEnumerable<Operation> operations) =>
        operations
            .GroupBy(one => (one.Stream, one.Region, one.Class))
            .OrderBy(group => group.Key)
            .Select(group => new Cell(
                group.Key.Stream,
                group.Key.Region,
                group.Key.Class,
                Summary.Of(group),
                ServedBy(group),
                group.LastOrDefault(one => one.Missed).Error));

    private static Dictionary<string, int> ServedBy(IEnumerable<Operation> operations) =>
        operations
            .Where(one => one.ServedBy is not null)
            .CountBy(one => one.ServedBy!)
            .ToDictionary();
}
