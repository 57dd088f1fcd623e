namespace Shop.Verdicts;

/// <summary>What an operation does with its key.</summary>
public enum Kind : byte
{
    /// <summary>Reads a register or a list.</summary>
    Read,

    /// <summary>Sets a register.</summary>
    Write,

    /// <summary>Compare and swap: sets a register if it holds what was expected.</summary>
    Cas,

    /// <summary>Appends one element to a list.</summary>
    Append,
}

/// <summary>How an operation ended.</summary>
public enum Outcome : byte
{
    /// <summary>Done and acknowledged.</summary>
    Ok,

    /// <summary>Certainly nothing happened.</summary>
    Failed,

    /// <summary>No answer: it may have happened, it may still happen at any later time.</summary>
    Unknown,
}
