namespace Shop.Protocol;

/// <summary>
/// Gets bytes from whoever is nearest and has them, and believes nobody but their hash.
/// </summary>
public sealed class Fetcher(
    Membership members, Post post, Guard guard, Blobs blobs, Settings settings)
{
    private const int MostAtOnce = 16;

    /// <summary>Gets one, for somebody who waits.</summary>
    public async Task<byte[]?> FetchAsync(string hash)
    {
        if (blobs.Find(hash) is { } here)
        {
            return here;
        }

        var isKept = settings.Without != "copies";
        return (await FetchAsync([hash], isKept)).GetValueOrDefault(hash);
    }

    /// <summary>Gets what can be got of many, and keeps it.</summary>
    public Task<IReadOnlyDictionary<string, byte[]>> FetchAsync(IReadOnlyList<string> hashes) =>
        FetchAsync(hashes, isKept: true);

    private async Task<IReadOnlyDictionary<string, byte[]>> FetchAsync(
        IReadOnlyList<string> hashes,
        bool isKept)
    {
        var found = new Dictionary<string, byte[]>();
        foreach (var chunk in hashes.Chunk(MostAtOnce))
        {
            var left = chunk.ToList();
            foreach (var holder in members.Present.OrderBy(member => member.Rtt).ToList())
            {
                if (left.Count == 0)
                {
                    break;
                }

                await FetchAsync(holder, left, found, isKept);
            }
        }

        return found;
    }

    internal Fetched? Answer(Envelope letter)
    {
        if (Json.Read<Fetch>(letter.Body) is not { Hashes: { Count: <= MostAtOnce } hashes })
        {
            return null;
        }

        var budget = settings.LargestReply;
        return new Fetched([.. hashes.Select(hash =>
            blobs.Find(hash) is { } blob && (budget -= blob.Length) >= 0 ? blob : null)]);
    }

    private async Task FetchAsync(
        Member holder,
        List<string> left,
        Dictionary<string, byte[]> found,
        bool isKept)
    {
        var fetch = new Fetch([.. left]);
        var fetched = await post.AskAsync<Fetched>(holder.Name, holder.Key, Kinds.Fetch, fetch);
        foreach (var (hash, blob) in fetch.Hashes.Zip(fetched?.Blobs ?? []))
        {
            if (blob is null)
            {
                continue;
            }

            if (Blobs.HashOf(blob) != hash && settings.Without != "signatures")
            {
                guard.Blame(holder.Id, Offence.WrongHash);
                return;
            }

            left.Remove(hash);
            found[hash] = blob;
            if (isKept)
            {
                blobs.Add(blob);
            }
        }
    }
}
