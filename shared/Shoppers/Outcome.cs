namespace Shop.Shoppers;

/// <summary>How an operation ended, as a history checker and an audit need to know it.</summary>
public enum Outcome : byte
{
    /// <summary>Done and acknowledged.</summary>
    Ok,

    /// <summary>A correct answer that says no (402, 409 out of stock): nothing applied.</summary>
    Rejected,

    /// <summary>Turned away by a limit (429): nothing was applied.</summary>
    Limited,

    /// <summary>No useful answer, and certainly nothing was written.</summary>
    Failed,

    /// <summary>
    /// A write without a useful answer: it may have been applied, it may be applied later.
    /// Statistics count it as failed.
    /// </summary>
    Unknown,
}

/// <summary>What an answer says about caches on its way.</summary>
public enum CacheState : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Answered by a cache.</summary>
    Hit,

    /// <summary>A cache had to ask further on.</summary>
    Miss,

    /// <summary>Answered by a cache that knew better was to be had.</summary>
    Stale,
}
