namespace GeoDns.Policies;

/// <summary>The policies by name, and which one applies.</summary>
internal sealed class PolicySwitch
{
    private readonly IReadOnlyDictionary<string, IPolicy> all;
    private volatile IPolicy current;

    public PolicySwitch(IEnumerable<IPolicy> policies, Settings settings)
    {
        all = policies.ToDictionary(policy => policy.Name);
        current = all[settings.Zone.Policy];
    }

    public IPolicy Current => current;

    /// <summary>Returns false if there is no such policy.</summary>
    public bool TrySet(string? name)
    {
        if (name is null || !all.TryGetValue(name, out var policy))
            return false;
        current = policy;
        return true;
    }
}
