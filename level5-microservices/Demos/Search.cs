using Microsoft.Extensions.DependencyInjection;
using System.Text;

namespace Shop;

/// <summary>Looks for bytes in everything that the running level has written.</summary>
internal static class Search
{
    /// <summary>
    /// In which resources' files each needle is: tables, logs of changes, the log of events, keys,
    /// metrics; in which cache's memory; and in which output.
    /// </summary>
    /// <param name="since">What was last written before has no trace of what came later.</param>
    public static async Task<IReadOnlyList<Found>> FindAsync(
        Stage stage, DateTime since, params byte[][] needles)
    {
        // What a database has in memory only has to be on disk first.
        foreach (var database in All(stage).OfType<PostgresResource>())
            await ClusterControl.AskAsync<object>(stage, database.Name, "checkpoint");
        // The log of events writes once a second.
        await Task.Delay(1_500, stage.Cancellation);
        var root = Path.GetDirectoryName(stage.World.DataFolder("any"))!;
        var found = needles.Select(_ => new SortedSet<string>(StringComparer.Ordinal)).ToList();
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(one => File.GetLastWriteTimeUtc(one) >= since))
            Note(Path.GetRelativePath(root, file).Split('/')[0], Read(file));
        foreach (var server in All(stage).OfType<RedisResource>())
            Note(server.Name, await Memory.DumpAsync(server, stage.Cancellation));
        foreach (var (name, said) in await SaidAsync(stage))
            Note(name, said);
        return [.. found.Select(places => new Found([.. places]))];

        void Note(string place, byte[] bytes)
        {
            foreach (var (needle, places) in needles.Zip(found))
            {
                if (bytes.AsSpan().IndexOf(needle) >= 0)
                    places.Add(place);
            }
        }
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    // What services have written to their consoles is in no file here. Elsewhere it would be.
    private static async Task<IReadOnlyList<(string Name, byte[] Said)>> SaidAsync(Stage stage)
    {
        var logs = stage.Shop.Services.GetRequiredService<ResourceLoggerService>();
        var all = new List<(string, byte[])>();
        foreach (var resource in All(stage))
        {
            await foreach (var lines in logs.GetAllAsync(resource))
                all.Add((resource.Name, Bytes(string.Join('\n', lines.Select(line => line.Content)))));
        }

        return all;
    }

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
