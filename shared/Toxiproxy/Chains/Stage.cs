using Toxiproxy.Toxics;

namespace Toxiproxy.Chains;

/// <summary>
/// A toxic's place in a chain: its input queue and whether chance made it act here.
/// </summary>
internal sealed class Stage
{
    private readonly Toxic toxic;
    private readonly Random random;
    private bool active;

    public Stage(ToxicSettings settings, ToxicStart start)
    {
        Name = settings.Name;
        random = start.Random;
        toxic = settings.Kind.Create(start);
        Configure(settings);
    }

    public string Name { get; }

    public ChunkQueue Input { get; } = new();

    public void Configure(ToxicSettings settings)
    {
        active = random.NextDouble() < settings.Toxicity;
        toxic.Configure(settings.Attributes);
    }

    public TimeSpan Run(ChunkQueue output, TimeSpan now)
    {
        if (active)
        {
            return toxic.Run(new ToxicIO(Input, output, now));
        }

        Input.MoveAllTo(output);
        return Toxic.Never;
    }

    /// <summary>Hands on what it holds, at once.</summary>
    public void Release(ChunkQueue output, TimeSpan now)
    {
        if (active)
        {
            toxic.Removed(new ToxicIO(Input, output, now));
        }

        Input.MoveAllTo(output);
    }
}
