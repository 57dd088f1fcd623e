namespace Shop.Protocol;

/// <summary>What became of an entry that came in.</summary>
public enum Taken
{
    New,
    Known,
    Early,
    Forged,
}

/// <summary>
/// All entries that a peer has. Two ledgers that took the same entries in any order, any number of
/// times, are the same.
/// </summary>
public sealed class Ledger(Rules rules)
{
    private readonly Lock one = new();
    private readonly Dictionary<string, Entry> entries = [];
    private readonly Merkle tree = new();

    /// <summary>Raised with each new entry.</summary>
    public event Action<Entry>? Added;

    public int Count
    {
        get
        {
            lock (one)
            {
                return entries.Count;
            }
        }
    }

    /// <summary>Equal for two peers that know the same.</summary>
    public string Root => Merkle.Combine(Branches);

    public IReadOnlyList<string> Branches
    {
        get
        {
            lock (one)
            {
                return tree.Branches();
            }
        }
    }

    public Entry? Find(string key)
    {
        lock (one)
        {
            return entries.GetValueOrDefault(key);
        }
    }

    public IReadOnlyList<Entry> Under(string prefix)
    {
        lock (one)
        {
            return [.. entries.Values
                .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)),];
        }
    }

    public Taken Take(Entry entry)
    {
        if (entry is not { Key: not null, Author: not null, Body: not null, Signature: not null })
        {
            return Taken.Forged;
        }

        // What is known already needn't be verified again.
        if (Find(entry.Key) is { } known && !entry.Beats(known))
        {
            return Taken.Known;
        }

        if (!rules.Allow(entry))
        {
            return Taken.Forged;
        }

        if (rules.IsEarly(entry))
        {
            return Taken.Early;
        }

        lock (one)
        {
            if (entries.TryGetValue(entry.Key, out var before) && !entry.Beats(before))
            {
                return Taken.Known;
            }

            entries[entry.Key] = entry;
            tree.Set(entry.Key, entry.Hash);
        }

        Added?.Invoke(entry);
        return Taken.New;
    }

    /// <summary>The buckets below the branches that differ from another ledger's.</summary>
    public IReadOnlyDictionary<int, string> Buckets(IReadOnlyList<string> branches)
    {
        lock (one)
        {
            return tree.Below(branches);
        }
    }

    /// <summary>Which of another ledger's buckets differ from this one's.</summary>
    public IReadOnlyList<int> Differing(IReadOnlyDictionary<int, string> buckets)
    {
        lock (one)
        {
            return [.. buckets.Where(at => tree.Bucket(at.Key) != at.Value).Select(at => at.Key)];
        }
    }

    /// <summary>Keys and hashes of what is in some buckets.</summary>
    public IReadOnlyDictionary<string, string> Inventory(IReadOnlyList<int> buckets)
    {
        lock (one)
        {
            return buckets.SelectMany(tree.In).ToDictionary();
        }
    }
}
