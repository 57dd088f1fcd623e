using System.Collections.Concurrent;

namespace Shop;

/// <summary>
/// What the watch tells between two ticks. The agent takes it in while it rests and at the beginning of
/// a tick, and at no other time: what it knows must not change while it decides.
/// </summary>
internal sealed class News
{
    private readonly ConcurrentQueue<Answer> all = new();
    private TaskCompletionSource urgent = New();

    /// <summary>Ends when something was told for which nobody should wait.</summary>
    public Task Urgent => urgent.Task;

    public void Tell(Answer change, bool isUrgent)
    {
        all.Enqueue(change);
        if (isUrgent)
            urgent.TrySetResult();
    }

    /// <summary>What was urgent is seen to now, whatever else is taken in.</summary>
    public void Attend()
    {
        if (urgent.Task.IsCompleted)
            urgent = New();
    }

    /// <summary>All since the last time.</summary>
    public IEnumerable<Answer> Take()
    {
        while (all.TryDequeue(out var change))
            yield return change;
    }

    private static TaskCompletionSource New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
