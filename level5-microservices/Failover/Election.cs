namespace Shop;

/// <summary>
/// Who may take a lease that has run out. An acknowledged write is in W of N nodes; a candidate that
/// has heard the last word of R nodes, R + W > N, has heard of one that has it, and if nobody is
/// ahead of the candidate, then it has it, too.
/// </summary>
internal static class Election
{
    /// <returns>Why this node may not take the lease, or null if it may.</returns>
    /// <param name="revision">Of the lease.</param>
    /// <param name="reports">Of the other nodes that are not silent.</param>
    /// <param name="others">How many nodes there are besides this one, silent or not.</param>
    /// <param name="since">How long ago the lease ran out.</param>
    public static string? Objection(
        Lease lease, long revision, Report own, IReadOnlyList<Report> reports, int others, TimeSpan since)
    {
        var timing = Timing.Named(lease.Wishes.Preset);
        if (lease.Heir == own.Node)
            return null; // Who stepped down has waited until this node had everything.
        if (lease.Heir is { } heir && since < timing.Lease)
            return $"{heir} was asked to lead";
        var final = reports.Where(report => report.SealedAt == revision).ToList();
        var copies = lease.Wishes.Durability.CopiesAmong(others);
        var missing = copies == 0 ? 0 : others - copies - final.Count;
        if (missing > 0)
            return $"{missing} more must say what they have, or an acknowledged write may be lost";
        // Asynchronous: what is lost is lost, but whoever lives and has more shall get a chance.
        if (copies == 0 && final.Count < reports.Count && since < timing.Grace)
            return "others have not said their last word";
        var ahead = (copies == 0 ? reports : final).FirstOrDefault(other => other.IsAheadOf(own));
        return ahead is null ? null : $"{ahead.Node} has more: {ahead.Position - own.Position} bytes";
    }
}
