namespace Shop.Verdicts.Tests;

/// <summary>Tries every order of a few operations of one register: slow, but plainly right.</summary>
internal static class BruteForce
{
    internal static bool HasOrder(IReadOnlyList<Operation> operations) =>
        HasOrder([.. operations.Where(one => one.Outcome != Outcome.Failed)], value: null);

    private static bool HasOrder(List<Operation> left, long? value) =>
        left.All(one => one.Outcome == Outcome.Unknown)
        || left.Any(one =>
            !left.Exists(other => other.Before(one))
            && Fits(one, value)
            && HasOrder([.. left.Where(other => !ReferenceEquals(other, one))], After(one, value)));

    private static bool Fits(Operation one, long? value) => one.Kind switch
    {
        Kind.Read => one.Value == value,
        Kind.Cas => one.Expected == value,
        _ => true,
    };

    private static long? After(Operation one, long? value) =>
        one.Kind == Kind.Read ? value : one.Value;
}
