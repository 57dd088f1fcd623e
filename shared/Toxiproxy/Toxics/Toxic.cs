using Toxiproxy.Chains;

namespace Toxiproxy.Toxics;

/// <summary>
/// One toxic at work on one direction of one connection. It is a pure function of time: it never
/// waits, but says when it wants to run again. Its link calls it under a lock.
/// </summary>
internal abstract class Toxic
{
    /// <summary>"Not before new input."</summary>
    public static readonly TimeSpan Never = TimeSpan.MaxValue;

    /// <summary>Takes the settings, at the start and again at every update.</summary>
    public virtual void Configure(Attributes attributes)
    {
    }

    /// <summary>Moves what is due from the input to the output.</summary>
    /// <returns>When to run again if nothing new arrives before, or <see cref="Never"/>.</returns>
    public abstract TimeSpan Run(ToxicIO io);

    /// <summary>
    /// The toxic is being removed. What it holds is released to the output by its caller;
    /// a toxic that cannot let the connection live on adds an end first.
    /// </summary>
    public virtual void Removed(ToxicIO io)
    {
    }
}

/// <summary>What a toxic works with during one call.</summary>
/// <param name="Now">The time since the process started.</param>
internal readonly record struct ToxicIO(ChunkQueue Input, ChunkQueue Output, TimeSpan Now)
{
    /// <summary>Passes the oldest chunk on, unchanged but for its time.</summary>
    public void Pass(TimeSpan at)
    {
        if (Input.TryTake(out var chunk))
        {
            Output.Add(chunk with { At = at });
        }
    }

    /// <summary>Passes the first bytes of the oldest chunk on; the rest stays.</summary>
    public void PassPart(int length, TimeSpan at)
    {
        if (!Input.TryPeek(out var chunk) || length >= chunk.Length)
        {
            Pass(at);
            return;
        }

        Output.Add(chunk.Cut(length, out var rest) with { At = at });
        Input.ReplaceFirst(rest);
    }

    /// <summary>Ends the stream here: whatever is or comes behind is lost.</summary>
    public void End()
    {
        Input.Clear();
        Output.Add(Chunk.End(Now));
    }
}

/// <summary>What a new toxic may know about its place.</summary>
/// <param name="Connected">When the connection was accepted.</param>
/// <param name="Now">When the toxic starts.</param>
/// <param name="Random">Chance of its own, derived from the seed.</param>
internal sealed record ToxicStart(TimeSpan Connected, TimeSpan Now, Random Random);
