using System.Diagnostics.CodeAnalysis;

namespace Toxiproxy.Proxies;

/// <summary>A failure as the admin API reports it.</summary>
/// <param name="Status">An HTTP status.</param>
internal sealed record Failure(int Status, string Message);

/// <summary>A value or the failure to get it.</summary>
internal readonly struct Outcome<T>
    where T : class
{
    private readonly T? value;

    private Outcome(T? value, Failure? failure)
    {
        this.value = value;
        Failure = failure;
    }

    public Failure? Failure { get; }

    /// <summary>Only to be asked for when there is no failure.</summary>
    public T Value => value ?? throw new InvalidOperationException(Failure!.Message);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Failure failure) => new(null, failure);

    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next)
        where TNext : class => value is null ? Failure! : next(value);

    public async Task<Outcome<TNext>> ThenAsync<TNext>(Func<T, Task<Outcome<TNext>>> next)
        where TNext : class => value is null ? Failure! : await next(value);

    public bool Succeeded([NotNullWhen(true)] out T? result)
    {
        result = value;
        return value is not null;
    }
}
