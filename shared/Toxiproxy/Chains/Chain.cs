using Toxiproxy.Toxics;

namespace Toxiproxy.Chains;

/// <summary>
/// The toxics on one direction of one connection, in the order in which they were added.
/// <code>
///   Add ─▶ [queue│latency] ─▶ [queue│bandwidth] ─▶ … ─▶ Output
/// </code>
/// A pure function of time without locks, threads or sockets: its owner calls it from one thread
/// at a time, and again when it asks for it.
/// </summary>
internal sealed class Chain
{
    private readonly List<Stage> stages = [];

    /// <summary>What has passed all toxics.</summary>
    public ChunkQueue Output { get; } = new();

    public bool HasToxics => stages.Count > 0;

    public bool IsEmpty => Output.IsEmpty && stages.TrueForAll(stage => stage.Input.IsEmpty);

    /// <summary>The memory that is held, in bytes.</summary>
    public int Cost
    {
        get
        {
            var cost = Output.Cost;
            foreach (var stage in stages)
            {
                cost += stage.Input.Cost;
            }

            return cost;
        }
    }

    public void Add(Chunk chunk) => InputOf(0).Add(chunk);

    /// <summary>Moves what is due.</summary>
    /// <returns>When to run again if nothing new comes before; else <see cref="Toxic.Never"/>.
    /// </returns>
    public TimeSpan Run(TimeSpan now)
    {
        var next = Toxic.Never;
        for (var i = 0; i < stages.Count; i++)
        {
            var wish = stages[i].Run(InputOf(i + 1), now);
            next = wish < next ? wish : next;
        }

        return next;
    }

    public void AddToxic(ToxicSettings settings, ToxicStart start) =>
        stages.Add(new Stage(settings, start));

    /// <summary>The toxic keeps its state: a limit goes on counting.</summary>
    public void UpdateToxic(ToxicSettings settings) =>
        stages.Find(stage => stage.Name == settings.Name)?.Configure(settings);

    public void RemoveToxic(string name, TimeSpan now)
    {
        var index = stages.FindIndex(stage => stage.Name == name);
        if (index >= 0)
        {
            stages[index].Release(InputOf(index + 1), now);
            stages.RemoveAt(index);
        }
    }

    public void Clear()
    {
        stages.ForEach(stage => stage.Input.Clear());
        Output.Clear();
    }

    private ChunkQueue InputOf(int index) =>
        index < stages.Count ? stages[index].Input : Output;
}
