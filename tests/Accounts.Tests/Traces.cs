using System.Data;
using System.Text;
using Dapper;
using Npgsql;
using StackExchange.Redis;

namespace Shop.Tests;

/// <summary>Looks for bytes wherever a region may have left them.</summary>
internal static class Traces
{
    /// <summary>In which files of the database (tables, log) and beside it.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(Site site, params byte[][] needles)
    {
        // What is in memory only has to be on disk, so that it is found if it is there.
        await using (var connection = new NpgsqlConnection(site.Database))
            await connection.ExecuteAsync("checkpoint", commandType: CommandType.Text);
        return
        [
            .. Directory.EnumerateFiles(site.Postgres.Data, "*", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(site.Files, "*", SearchOption.AllDirectories))
                .Where(file => Holds(Read(file), needles)),
            .. Holds(Encoding.UTF8.GetBytes(site.Service.Output), needles) ? new[] { "output" } : [],
        ];
    }

    public static async Task<bool> AreInLogAsync(RedisServer server, params byte[][] needles)
    {
        using var redis = await server.ConnectAsync();
        var database = redis.GetDatabase();
        var text = new StringBuilder();
        foreach (var key in redis.GetServers()[0].Keys())
        {
            text.Append(key);
            foreach (var entry in await database.StreamRangeAsync(key))
                text.AppendJoin(' ', entry.Values.Select(field => field.Value));
        }

        return Holds(Encoding.UTF8.GetBytes(text.ToString()), needles);
    }

    // PostgreSQL lives on meanwhile, and removes files that it has no use for any more.
    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static bool Holds(byte[] bytes, byte[][] needles) =>
        needles.Any(needle => bytes.AsSpan().IndexOf(needle) >= 0);
}
