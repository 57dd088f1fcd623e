using Microsoft.Extensions.DependencyInjection;
using System.Text;

namespace Shop;

/// <summary>Looks for bytes in everything that the running level has written to disk.</summary>
internal static class Search
{
    /// <summary>
    /// In which resources' files each needle is: tables, logs of changes, the log of events, keys,
    /// metrics. What is only in memory has to be on disk first.
    /// </summary>
    /// <param name="since">What was last written before has no trace of what came later.</param>
    public static async Task<IReadOnlyList<Found>> FindAsync(
        Stage stage, DateTime since, params byte[][] needles)
    {
        foreach (var database in All(stage).OfType<PostgresResource>())
            await ClusterControl.AskAsync<object>(stage, database.Name, "checkpoint");
        // The log of events writes once a second.
        await Task.Delay(1_500, stage.Cancellation);
        var root = Path.GetDirectoryName(stage.World.DataFolder("any"))!;
        var found = needles.Select(_ => new SortedSet<string>(StringComparer.Ordinal)).ToList();
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(one => File.GetLastWriteTimeUtc(one) >= since))
        {
            var bytes = Read(file);
            for (var needle = 0; needle < needles.Length; needle++)
            {
                if (bytes.AsSpan().IndexOf(needles[needle]) >= 0)
                    found[needle].Add(Path.GetRelativePath(root, file).Split('/')[0]);
            }
        }

        return [.. found.Select(places => new Found([.. places]))];
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static IEnumerable<IResource> All(Stage stage) =>
        stage.Shop.Services.GetRequiredService<DistributedApplicationModel>().Resources;

    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (IOException)
        {
            return []; // Removed while we look: a database throws old files away.
        }
    }
}

/// <param name="Places">Resources, and what belongs to them.</param>
internal sealed record Found(IReadOnlyList<string> Places)
{
    /// <summary>Those in another region: names end with their site's.</summary>
    public int Outside(Region home) => Places.Count(place =>
        !place.EndsWith($"-{home.Name.Split('-')[0]}", StringComparison.Ordinal));

    public override string ToString() => string.Join(", ", Places);
}
