using Shop.Protocol;

namespace Shop;

/// <summary>
/// Somebody with a key of its own, as anybody can make one, who speaks to a peer.
/// </summary>
internal sealed class Stranger(Street street, string peer) : IDisposable
{
    private long number = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << 8;

    public Identity Self { get; } = Identity.Create();

    public async Task<bool> IsBannedAsync() =>
        (await street.AskAsync(peer))?.Banned.Contains(Self.Id) == true;

    public Envelope Write(string kind, object body, TimeSpan clockOff = default) => new Envelope(
        Self.PublicKey,
        peer,
        (DateTimeOffset.UtcNow + clockOff).ToUnixTimeMilliseconds(),
        number++,
        kind,
        Json.Bytes(body)).Sign(Self);

    /// <summary>Null if the peer wants nothing of it.</summary>
    public async Task<Envelope?> SendAsync(Envelope letter)
    {
        using var content = new ByteArrayContent(letter.ToBytes());
        using var answer = await street.Http.PostAsync(new Uri(street.Address(peer), "post"), content);
        return answer.IsSuccessStatusCode
            ? Envelope.Parse(await answer.Content.ReadAsByteArrayAsync())
            : null;
    }

    /// <summary>Everything that the peer tells anybody who asks.</summary>
    public async Task<IReadOnlyList<Entry>> ReadAllAsync()
    {
        var all = new List<Entry>();
        for (var bucket = 0; bucket < 256; bucket += 8)
        {
            all.AddRange(await ReadAsync([.. Enumerable.Range(bucket, 8)]));
        }

        return all;
    }

    private async Task<IEnumerable<Entry>> ReadAsync(int[] buckets)
    {
        var read = new Dictionary<string, Entry>();
        for (var more = true; more;)
        {
            var has = read.ToDictionary(one => one.Key, one => one.Value.Hash);
            var answer = await SendAsync(Write(Kinds.Inventory, new Inventory(buckets, has)))
                ?? throw new DistributedApplicationException($"{peer} refuses to be read");
            var entries = Json.Read<Delivery>(answer.Body)?.Entries ?? [];
            more = entries.Count(entry => !read.ContainsKey(entry.Key)) > 0;
            foreach (var entry in entries)
            {
                read[entry.Key] = entry;
            }

            await Task.Delay(20);
        }

        return read.Values;
    }

    public void Dispose() => Self.Dispose();
}
