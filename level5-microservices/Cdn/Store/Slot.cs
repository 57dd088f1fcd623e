using System.Collections.Immutable;

namespace Shop.Store;

/// <summary>What is known of an address.</summary>
/// <param name="Entries">At most one for each choice of selecting headers.</param>
/// <param name="UncacheableUntil">Past, if its answers may be kept.</param>
internal sealed record Slot(ImmutableArray<Entry> Entries, DateTimeOffset UncacheableUntil)
{
    public Entry? Select(IHeaderDictionary request)
    {
        foreach (var entry in Entries)
        {
            if (Selection.Matches(entry.Selecting, request))
                return entry;
        }

        return null;
    }
}
