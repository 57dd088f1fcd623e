namespace Shop.Reviews;

/// <summary>
/// What one region knows of a product. Each region changes its own copy without asking, and tells
/// the others afterwards. In which order, how often and by which way they hear of it must not
/// matter in the end: merging is commutative, associative and idempotent.
/// </summary>
internal interface ICopy<TSelf>
    where TSelf : ICopy<TSelf>
{
    Opinions Shown { get; }

    TSelf After(Change change);

    TSelf Merge(TSelf other);
}
