using System.Collections.Concurrent;

namespace Shop.Protocol;

/// <summary>
/// Gets bytes from whoever is nearest and has them, and believes nobody but their hash.
/// </summary>
public sealed class Fetcher(
    Membership members, Post post, Guard guard, Blobs blobs, Settings settings, string merchant)
{
    private const int MostAtOnce = 16;
    private const int SideBySide = 8;

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
        var found = new ConcurrentDictionary<string, byte[]>();
        foreach (var holder in Nearest)
        {
            var left = hashes.Where(hash => !found.ContainsKey(hash)).ToList();
            if (left.Count == 0)
            {
                break;
            }

            // Side by side: the way there and back is what it takes long for.
            await Parallel.ForEachAsync(
                left.Chunk(MostAtOnce),
                new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
                async (some, _) => await AskAsync(holder, [.. some], found, isKept));
        }

        return found;
    }

    // How far it is to somebody new isn't known yet. Of those the merchant is the one to ask:
    // whatever its catalogue names, it had.
    private IReadOnlyList<Member> Nearest =>
    [
        .. members.Present
            .OrderBy(member => member.Rtt)
            .ThenBy(member => member.Id == merchant ? 0 : 1),
    ];

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

    // Who gave some may have more that didn't fit into its answer.
    private async Task AskAsync(
        Member holder,
        List<string> left,
        ConcurrentDictionary<string, byte[]> found,
        bool isKept)
    {
        while (left.Count > 0)
        {
            var answer = await post.AskAsync<Fetched>(
                holder.Name, holder.Key, Kinds.Fetch, new Fetch(left));
            if (Check(left, answer?.Blobs ?? []) is not { } good)
            {
                guard.Blame(holder.Id, Offence.WrongHash);
                return;
            }

            foreach (var (hash, blob) in good)
            {
                found[hash] = blob;
                if (isKept)
                {
                    blobs.Add(blob);
                }
            }

            if (good.Count == 0)
            {
                return;
            }

            left = [.. left.Where(hash => !found.ContainsKey(hash))];
        }
    }

    /// <returns>What came, by hash; null if something else came, too.</returns>
    private Dictionary<string, byte[]>? Check(List<string> asked, IReadOnlyList<byte[]?> came)
    {
        var good = new Dictionary<string, byte[]>();
        foreach (var (hash, blob) in asked.Zip(came))
        {
            if (blob is not null && Blobs.HashOf(blob) != hash && settings.Without != "signatures")
            {
                return null;
            }

            if (blob is not null)
            {
                good[hash] = blob;
            }
        }

        return good;
    }
}
