using System.Collections.Concurrent;

namespace Shop.Verdicts.Adapters;

/// <summary>
/// Takes down what a client does that writes growing values to keys and reads them: one writer per
/// key, and each write only takes effect if its value is greater than the one that is there, or
/// inserts a row of its own. Otherwise a write that comes late would bring back an old value, and
/// that would be no fault of the database. Safe for all threads.
/// </summary>
/// <remarks>
/// Several writers may share a key if each compares before it writes: then begin a swap, or a
/// transaction that reads first, and give every writer values of its own.
/// </remarks>
public sealed class RegisterLog(TimeProvider? time = null)
{
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly long started = (time ?? TimeProvider.System).GetTimestamp();
    private readonly ConcurrentDictionary<long, Operation> operations = new();
    private readonly ConcurrentDictionary<long, ConcurrentQueue<long>> transactions = new();
    private long last;

    private TimeSpan Now => time.GetElapsedTime(started);

    /// <summary>A write is about to be sent; without an end, its outcome stays unknown.</summary>
    /// <returns>Its number, for <see cref="End"/>.</returns>
    public long BeginWrite(string client, string key, long value, long? transaction = null) =>
        Begin(new()
        {
            Client = client,
            Key = key,
            Kind = Kind.Write,
            Value = value,
            Transaction = transaction,
        });

    /// <summary>A compare-and-swap is about to be sent; on another value, it fails.</summary>
    /// <returns>Its number, for <see cref="End"/>.</returns>
    public long BeginSwap(string client, string key, long? expected, long value) =>
        Begin(new()
        {
            Client = client,
            Key = key,
            Kind = Kind.Cas,
            Expected = expected,
            Value = value,
        });

    /// <summary>A read is about to be sent; without an end, it is left out.</summary>
    /// <returns>Its number, for <see cref="EndRead"/>.</returns>
    public long BeginRead(string client, string key, long? transaction = null) =>
        Begin(new() { Client = client, Key = key, Transaction = transaction });

    /// <summary>What is begun with its number shall take effect together or not at all.</summary>
    /// <returns>Its number, for <see cref="EndTransaction"/>.</returns>
    public long BeginTransaction()
    {
        var number = Interlocked.Increment(ref last);
        transactions[number] = new();
        return number;
    }

    /// <param name="number">Which operation.</param>
    /// <param name="outcome">A time-out or a lost connection is unknown, not failed.</param>
    /// <param name="epoch">The epoch under which it was accepted, if known.</param>
    /// <param name="servedBy">The database that accepted it, if known.</param>
    public void End(long number, Outcome outcome, long? epoch = null, string? servedBy = null) =>
        operations[number] = operations[number] with
        {
            End = Now,
            Outcome = outcome,
            Epoch = epoch,
            ServedBy = servedBy,
        };

    /// <param name="number">Which operation.</param>
    /// <param name="value">What was read, null if there was nothing.</param>
    /// <param name="servedBy">The database that answered, if known.</param>
    public void EndRead(long number, long? value, string? servedBy = null) =>
        operations[number] = operations[number] with
        {
            End = Now,
            Outcome = Outcome.Ok,
            Value = value,
            ServedBy = servedBy,
        };

    /// <summary>
    /// Everything in it took effect at one moment since its first operation began: a write at the
    /// commit, and a read perhaps as early as the snapshot, which an earlier one took.
    /// </summary>
    /// <param name="transaction">Which one; its reads and writes have ended.</param>
    /// <param name="outcome">Of the commit; failed is rolled back.</param>
    public void EndTransaction(long transaction, Outcome outcome)
    {
        if (!transactions.TryRemove(transaction, out var numbers) || numbers.IsEmpty)
        {
            return;
        }

        var (start, end) = (numbers.Min(number => operations[number].Start), Now);
        foreach (var number in numbers)
        {
            var one = operations[number];
            // What was read was read, whether the answer to the commit arrives or not.
            var settled = one.IsWrite || outcome == Outcome.Failed ? outcome : one.Outcome;
            operations[number] = one with { Start = start, End = end, Outcome = settled };
        }
    }

    /// <summary>All that has begun by now.</summary>
    /// <param name="startsEmpty">Whether the keys held nothing at first.</param>
    public History ToHistory(bool startsEmpty = true) => new(operations.Values, startsEmpty);

    private long Begin(Operation operation)
    {
        var number = Interlocked.Increment(ref last);
        operations[number] = operation with { Start = Now, Outcome = Outcome.Unknown };
        if (operation.Transaction is { } transaction)
        {
            transactions[transaction].Enqueue(number);
        }

        return number;
    }
}
