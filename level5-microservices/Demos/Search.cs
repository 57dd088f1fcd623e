using Microsoft.Extensions.DependencyInjection;
using System.Text;

namespace Shop;

/// <summary>Looks for bytes in everything that the running level has written to disk.</summary>
internal static class Search
{
    /// <summary>
    /// In which resources' files the needles are: tables, logs of changes, the log of events, keys,
    /// metrics. What is only in memory has to be on disk first.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FindAsync(Stage stage, params byte[][] needles)
    {
        foreach (var database in All(stage).OfType<PostgresResource>())
            await ClusterControl.AskAsync<object>(stage, database.Name, "checkpoint");
        // The log of events writes once a second.
        await Task.Delay(1_500, stage.Cancellation);
        var root = Path.GetDirectoryName(stage.World.DataFolder("any"))!;
        return
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Where(file => Holds(file, needles))
                .Select(file => Path.GetRelativePath(root, file).Split('/')[0])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Those that are not in a site; the names of files end with theirs.</summary>
    public static IReadOnlyList<string> Outside(IEnumerable<string> found, Region home) =>
    [
        .. found.Where(one =>
            !one.EndsWith($"-{home.Name.Split('-')[0]}", StringComparison.Ordinal)),
    ];

    private static IEnumerable<IResource> All(Stage stage) =>
        stage.Shop.Services.GetRequiredService<DistributedApplicationModel>().Resources;

    private static bool Holds(string file, byte[][] needles)
    {
        try
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            foreach (var needle in needles)
            {
                if (bytes.IndexOf(needle) >= 0)
                    return true;
            }

            return false;
        }
        catch (IOException)
        {
            return false; // Removed while we look: a database throws old files away.
        }
    }
}
