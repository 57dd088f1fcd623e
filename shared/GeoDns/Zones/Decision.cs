using GeoDns.Policies;

namespace GeoDns.Zones;

/// <summary>What one asker is told, and why.</summary>
/// <param name="Sites">In the answer's order, never empty.</param>
internal sealed record Decision(string Policy, Asker Asker, IReadOnlyList<SeenSite> Sites)
{
    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        var where = Asker switch
        {
            { Name: null } => Asker.View.Region,
            { IsKnown: true } => $"{Asker.Name} is {Asker.View.Region}",
            _ => $"{Asker.Name} is in no view, {Asker.View.Region} by default",
        };
        var down = Asker.View.Sites.Where(site => !site.Vitals.IsHealthy).ToList();
        if (down.Count == Asker.View.Sites.Count)
            return $"{Policy}: {where}; all sites down, all are answered";
        var parts = Sites.Concat(down).Select(site => site.ToString());
        return $"{Policy}: {where}; {string.Join("; ", parts)}";
    }
}

/// <summary>Decides by the policy that applies now.</summary>
internal sealed class Decider(PolicySwitch policies, Views views)
{
    public Decision Decide(ClientSubnet? subnet, IPAddress source) =>
        Decide(views.Find(subnet, source));

    public Decision Decide(Asker asker)
    {
        var policy = policies.Current;
        var healthy = asker.View.Sites.Where(site => site.Vitals.IsHealthy).ToList();
        // Perhaps it is the probes that are wrong: a bad address is no worse than none.
        var chosen = healthy.Count == 0 ? asker.View.Sites : policy.Choose(asker.View, healthy);
        return new(policy.Name, asker, chosen);
    }
}
