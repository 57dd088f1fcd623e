namespace Aspire.Hosting;

/// <summary>A fault that is played on every level that has something it can hit.</summary>
/// <param name="Name">As it is shown, lower case with dashes.</param>
/// <param name="AimAsync">Finds what to hit in this level.</param>
internal sealed record StandardFault(string Name, Func<Scene, Task<Aim>> AimAsync);

/// <summary>Where standard faults happen.</summary>
internal sealed record Scene(
    ShopUnderTest Shop,
    Parts Parts,
    ResourceCommandService Commands,
    StandardLength Length,
    CancellationToken Cancellation)
{
    public Faults Faults => Shop.Faults;

    /// <summary>Runs a command of a resource.</summary>
    /// <exception cref="DistributedApplicationException">It failed: nothing would have been measured.</exception>
    public async Task CommandAsync(IResource resource, string name)
    {
        var result = await Commands.ExecuteCommandAsync(resource, name, Cancellation);
        Cancellation.ThrowIfCancellationRequested();
        if (!result.Success)
        {
            throw new DistributedApplicationException($"{resource.Name}, {name}: {result.Message}");
        }
    }

    public static bool Has(IResource resource, string command) =>
        resource.Annotations.OfType<ResourceCommandAnnotation>().Any(one => one.Name == command);
}

/// <summary>What a fault hits in a level, and how.</summary>
internal sealed record Aim
{
    private static readonly Func<Task> Nothing = () => Task.CompletedTask;

    /// <summary>In words.</summary>
    public string Target { get; init; } = "";

    /// <summary>Why there is nothing to hit; null if there is.</summary>
    public string? Absent { get; init; }

    /// <summary>What has to be there before shoppers are watched; null for nothing.</summary>
    public Func<Task>? PrepareAsync { get; init; }

    /// <summary>Breaks it; may last.</summary>
    public Func<Task> StrikeAsync { get; init; } = Nothing;

    /// <summary>Undoes what restoring the world does not.</summary>
    public Func<Task> MendAsync { get; init; } = Nothing;

    /// <summary>How much longer than others it lasts, where mending itself is what a level buys.</summary>
    public double Longer { get; init; } = 1;

    /// <summary>It needs no mending: what follows is for the next fault's sake, and isn't counted.</summary>
    public bool StaysUp { get; init; }

    /// <summary>Acknowledged orders may be gone after it: the books are compared.</summary>
    public bool IsAudited { get; init; }

    public static Aim At(string target, Func<Task> strike) => new() { Target = target, StrikeAsync = strike };

    public static Aim None(string reason) => new() { Absent = reason };
}
