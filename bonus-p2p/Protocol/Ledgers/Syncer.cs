namespace Shop.Protocol;

/// <summary>
/// Anti-entropy: compares ledgers with one other peer at a time, and swaps what differs. Nothing is
/// sent twice to a peer that has it, and nothing needs to arrive at the first try.
/// </summary>
public sealed class Syncer(
    Membership members, Post post, Guard guard, Ledger ledger, Settings settings, Random random)
{
    private const int Neighbours = 3;

    private bool IsLazy => settings.Without == "merkle";

    /// <summary>Once in each period, with a peer at random.</summary>
    /// <returns>Whether the two agreed already.</returns>
    public async Task<bool> SyncAsync()
    {
        var partner = settings.Without == "chance" ? NextInRow() : members.Pick(1).FirstOrDefault();
        return partner is null || await SyncAsync(partner);
    }

    public async Task<bool> SyncAsync(Member partner)
    {
        var compare = new Compare(IsLazy ? [.. ledger.Branches.Select(_ => "?")] : ledger.Branches);
        var differing = await post.AskAsync<Differing>(
            partner.Name, partner.Key, Kinds.Compare, compare);
        IReadOnlyList<int> buckets = differing?.Buckets is not { } theirs ? []
            : IsLazy ? [.. theirs.Keys]
            : ledger.Differing(theirs);
        if (buckets.Count == 0)
        {
            return true;
        }

        var inventory = Fitting(buckets);
        var delivery = await post.AskAsync<Delivery>(
            partner.Name, partner.Key, Kinds.Inventory, inventory);
        Take(delivery?.Entries, partner.Id);
        var wanted = (delivery?.Wanted ?? []).Select(ledger.Find).OfType<Entry>();
        foreach (var load in Loads(wanted))
        {
            await TellAsync(partner, load);
        }

        return false;
    }

    /// <summary>Gives entries to a peer at once, without waiting for a comparison.</summary>
    /// <returns>Whether it has them now.</returns>
    public async Task<bool> TellAsync(Member partner, IReadOnlyList<Entry> entries)
    {
        var delivery = new Delivery(entries, []);
        return await post.AskAsync<Delivery>(
            partner.Name, partner.Key, Kinds.Take, delivery) is not null;
    }

    /// <summary>
    /// Gives entries to the nearest peers at once, and waits for one of them. The others have them
    /// a moment later, in case both that have them vanish in that moment.
    /// </summary>
    /// <param name="besides">Who is told anyway.</param>
    /// <returns>Whether one of them has them now.</returns>
    public async Task<bool> SpreadAsync(IReadOnlyList<Entry> entries, Member? besides = null)
    {
        var telling = members.Present
            .Where(member => member.Standing == Standing.Alive && member != besides)
            .OrderBy(member => member.Rtt)
            .Take(Neighbours)
            .Select(neighbour => TellAsync(neighbour, entries))
            .ToList();
        await foreach (var told in Task.WhenEach(telling))
        {
            if (await told)
            {
                return true;
            }
        }

        return false;
    }

    internal Differing? Compare(Envelope letter) =>
        Json.Read<Compare>(letter.Body) is { Branches: { Count: <= 16 } branches }
            ? new Differing(ledger.Buckets(branches))
            : null;

    internal Delivery? Deliver(Envelope letter)
    {
        if (Json.Read<Inventory>(letter.Body) is not { Buckets: not null, Has: not null } theirs)
        {
            return null;
        }

        var mine = ledger.Inventory([.. theirs.Buckets.Distinct()]);
        var lacking = mine
            .Where(one => theirs.Has.GetValueOrDefault(one.Key) != one.Value)
            .Select(one => ledger.Find(one.Key))
            .OfType<Entry>();
        var wanted = theirs.Has
            .Where(one => mine.GetValueOrDefault(one.Key) != one.Value)
            .Select(one => one.Key);
        return new Delivery(Loads(lacking).FirstOrDefault() ?? [], [.. wanted]);
    }

    internal Delivery? Take(Envelope letter)
    {
        var entries = Json.Read<Delivery>(letter.Body)?.Entries;
        return Take(entries, letter.From) ? new Delivery([], []) : null;
    }

    /// <returns>False if it was a forgery, which whoever brought it has to answer for.</returns>
    internal bool Take(Entry entry, string from) => Take([entry], from);

    private bool Take(IReadOnlyList<Entry>? entries, string from)
    {
        foreach (var entry in entries ?? [])
        {
            if (entry is null || ledger.Take(entry) == Taken.Forged)
            {
                guard.Blame(from, Offence.Forgery);
                return false;
            }
        }

        return true;
    }

    // Half of what fits, as the answer names what it lacks, too. Buckets at random, so that one that
    // stays different does not keep others from their turn.
    private Inventory Fitting(IReadOnlyList<int> buckets)
    {
        int[] order = [.. buckets];
        lock (random)
        {
            random.Shuffle(order);
        }

        var (chosen, has, size) = (new List<int>(), new Dictionary<string, string>(), 0);
        foreach (var bucket in order)
        {
            var more = ledger.Inventory([bucket]);
            size += more.Sum(one => one.Key.Length + one.Value.Length + 6);
            if (size > settings.LargestReply / 2 && chosen.Count > 0)
            {
                break;
            }

            chosen.Add(bucket);
            foreach (var (key, hash) in more)
            {
                has[key] = hash;
            }
        }

        return new Inventory(chosen, has);
    }

    // A message has its limit; what doesn't fit waits for the next comparison.
    private IEnumerable<IReadOnlyList<Entry>> Loads(IEnumerable<Entry> entries)
    {
        List<Entry> load = [];
        var size = 0;
        foreach (var entry in entries)
        {
            size += entry.Body.Length + 400;
            if (size > settings.LargestReply && load.Count > 0)
            {
                yield return load;
                load = [];
                size = entry.Body.Length;
            }

            load.Add(entry);
        }

        if (load.Count > 0)
        {
            yield return load;
        }
    }

    private Member? NextInRow()
    {
        var row = members.Present.OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
        var next = row.FindIndex(member => string.CompareOrdinal(member.Name, members.Own.Name) > 0);
        return row.Count == 0 ? null : row[Math.Max(next, 0)];
    }
}
