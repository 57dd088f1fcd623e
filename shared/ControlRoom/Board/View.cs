namespace Aspire.Hosting;

/// <summary>Translates the world into what stands on the board.</summary>
internal static class View
{
    public static LinkView Of(Link link, bool isFlapping, Entrances entrances) => new(
        link.Name,
        link.From.Name,
        link.To.Name,
        link.To.Place()!.Region.Name,
        link.Rtt.TotalMilliseconds,
        link.CurrentRtt.TotalMilliseconds,
        link.Down is { } outage ? Outages.Word(outage) : null,
        isFlapping,
        entrances.Has(link),
        entrances.IsUsed(link));

    public static ResourceView Of(IResource resource, ResourceEvent? state, bool isPaused) => new(
        resource.Name,
        resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
        resource.Place()?.Region.Name,
        resource.Place()?.Port,
        state?.Snapshot.State?.Text ?? KnownResourceStates.NotStarted,
        state?.Snapshot.HealthStatus?.ToString(),
        isPaused,
        resource.HasAnnotationOfType<ExplicitStartupAnnotation>(),
        resource.Annotations.OfType<RoleAnnotation>().LastOrDefault()?.Role(),
        resource.Release()?.Current,
        resource.Release()?.First,
        resource.Place() is null ? [] : [.. Commands(resource)]);

    public static SecondView Of(Second second, TimeSpan at)
    {
        var streams = second.Cells.ToLookup(cell => cell.Stream);
        var ordinary = streams[null].GroupBy(cell => cell.Region);
        var crowds = streams.Where(stream => stream.Key is not null);
        return new(
            Math.Round(at.TotalSeconds, 1),
            ordinary.ToDictionary(region => region.Key, region => Region([.. region])),
            crowds.ToDictionary(crowd => crowd.Key!, crowd => Crowd([.. crowd])));
    }

    // What the orchestrator adds is left out, except that a process can be started and stopped.
    private static IEnumerable<CommandView> Commands(IResource resource) =>
        resource.Annotations.OfType<ResourceCommandAnnotation>()
            .Where(command => !Lifecycle.Contains(command.Name))
            .Select(one => new CommandView(one.Name, one.DisplayName, one.DisplayDescription))
            .Append(new(KnownResourceCommands.StartCommand, "Start", "Bring it back, as it was"))
            .Append(new(KnownResourceCommands.StopCommand, "Stop", "End it in an orderly way"));

    private static readonly string[] Lifecycle =
    [
        KnownResourceCommands.StartCommand,
        KnownResourceCommands.StopCommand,
        KnownResourceCommands.RestartCommand,
    ];

    private static RegionSecond Region(IReadOnlyList<Cell> cells) => new(
        Of(cells, Class.Read),
        Of(cells, Class.Write),
        Of(cells, Class.Asset),
        cells.Select(cell => cell.Error).LastOrDefault(error => error is not null),
        cells.SelectMany(cell => cell.ServedBy)
            .GroupBy(one => one.Key, one => one.Value)
            .ToDictionary(one => one.Key, one => one.Sum()));

    private static ClassSecond? Of(IEnumerable<Cell> cells, Class @class) =>
        cells.FirstOrDefault(cell => cell.Class == @class)?.Summary is { } one
            ? new(one.Ok, one.Failed, one.Limited, Round(one.P50Ms), Round(one.P95Ms))
            : null;

    private static CrowdSecond Crowd(IReadOnlyList<Cell> cells) => new(
        cells[0].Region,
        cells.Sum(cell => cell.Summary.Ok),
        cells.Sum(cell => cell.Summary.Failed),
        cells.Sum(cell => cell.Summary.Limited),
        Round(cells.Max(cell => cell.Summary.P50Ms)));

    private static double Round(double milliseconds) => Math.Round(milliseconds, 1);
}
