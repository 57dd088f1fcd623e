namespace Shop.Protocol;

/// <summary>
/// One value for all, and the last writer wins. The other value is lost without a word, so it is
/// only for what nobody misses: here the notice in the shop's window.
/// </summary>
/// <param name="Value">What was written.</param>
/// <param name="At">By the writer's clock.</param>
/// <param name="By">Decides between two that wrote in the same moment.</param>
public sealed record Register<T>(T Value, long At, string By)
{
    public Register<T> Merge(Register<T> other) =>
        (other.At, string.CompareOrdinal(other.By, By)) is var (at, by)
        && (at > At || (at == At && by > 0))
            ? other
            : this;
}
