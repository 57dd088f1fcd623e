namespace Shop.Verdicts.Tests;

/// <summary>Damages a good history so that it is certainly no good any more.</summary>
internal static class Mutation
{
    /// <summary>A read gets a value that was certainly overwritten before it began.</summary>
    internal static List<Operation>? StaleRead(Random random, List<Operation> operations) =>
        Change(random, operations, read =>
            Acknowledged(operations, read) is { Value: > 1 } write
            && operations.Exists(one => one.IsWrite && one.Key == write.Key
                && one.Value == write.Value - 1 && one.Before(write))
                ? read with { Value = write.Value - 1 }
                : null);

    /// <summary>The only write of a value that was read is missing.</summary>
    internal static List<Operation>? DroppedWrite(Random random, List<Operation> operations)
    {
        var read = Pick(random, operations.Where(one => one.IsRead && one.Ok && one.Value > 0));
        return read is null
            ? null
            : [.. operations.Where(one =>
                one.IsRead || one.Key != read.Key || one.Value != read.Value)];
    }

    /// <summary>A read is over before the write of its value begins.</summary>
    internal static List<Operation>? EarlyRead(Random random, List<Operation> operations) =>
        Change(random, operations, read =>
            operations.Find(one => one.IsWrite && one.Key == read.Key && one.Value == read.Value)
                is { } write
                ? read with { Start = write.Start - Hand.Ms(2), End = write.Start - Hand.Ms(1) }
                : null);

    private static Operation? Acknowledged(List<Operation> operations, Operation read) => operations
        .Where(one => one.IsWrite && one.Ok && one.Key == read.Key && one.Before(read))
        .MaxBy(one => one.Value);

    private static List<Operation>? Change(
        Random random,
        List<Operation> operations,
        Func<Operation, Operation?> change)
    {
        var read = Pick(random, operations.Where(one =>
            one.IsRead && one.Ok && change(one) is not null));
        return read is null
            ? null
            : [.. operations.Select(one => ReferenceEquals(one, read) ? change(one)! : one)];
    }

    private static Operation? Pick(Random random, IEnumerable<Operation> some)
    {
        var all = some.ToList();
        return all.Count == 0 ? null : all[random.Next(all.Count)];
    }
}
