using System.Net.Sockets;
using System.Text;

namespace Shop;

/// <summary>What a Redis server has in memory, whether or not it ever writes that to disk.</summary>
internal static class Memory
{
    // As it would be in a dump, but not compressed: bytes are found where they are.
    private const string All =
        "local all = {} "
        + "for _, key in ipairs(redis.call('KEYS', '*')) do "
        + "all[#all + 1] = key all[#all + 1] = redis.call('DUMP', key) end return all";

    /// <exception cref="DistributedApplicationException">The server refuses.</exception>
    public static async Task<byte[]> DumpAsync(RedisResource server, CancellationToken cancellation)
    {
        var parts = (await server.ConnectionStringExpression.GetValueAsync(cancellation))!.Split(',');
        var address = parts[0].Split(':');
        var password = parts[1].Split('=')[1];
        using var client = new TcpClient();
        await client.ConnectAsync(address[0], int.Parse(address[1], null), cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"AUTH {password}\r\nCONFIG SET rdbcompression no\r\nEVAL \"{All}\" 0\r\nQUIT\r\n"),
            cancellation);
        using var answers = new MemoryStream();
        await stream.CopyToAsync(answers, cancellation);
        var dump = answers.ToArray();
        return dump.AsSpan().StartsWith("+OK\r\n+OK\r\n*"u8)
            ? dump
            : throw new DistributedApplicationException($"{server.Name} does not show its memory.");
    }
}
