using System.Text.Json;

namespace Aspire.Hosting;

/// <summary>What Prometheus reads and writes, in the run's directory.</summary>
/// <param name="directory">Its own.</param>
/// <param name="rules">The alert rules; copied, because its user may not enter the repository.</param>
/// <param name="key">What services want to hear before they answer.</param>
internal sealed class PrometheusFiles(string directory, string rules, string key)
{
    private readonly Lock gate = new();

    public string Configuration { get; } = Path.Combine(directory, "prometheus.json");

    public string Data { get; } = Path.Combine(directory, "data");

    /// <summary>Whether the rules apply; without them it only watches.</summary>
    public bool Judges { get; init; } = true;

    private string Rules => Path.Combine(directory, "rules.yml");

    private string Targets => Path.Combine(directory, "targets.json");

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        RunDirectory.Create(Data);
        var text = await File.ReadAllTextAsync(rules, cancellation);
        await Unprivileged.WriteAsync(Rules, text, cancellation);
        await Unprivileged.WriteAsync(Configuration, Describe(), cancellation);
    }

    /// <summary>Says whom to ask. Prometheus watches the file and follows at once.</summary>
    public void Target(IEnumerable<ProjectResource> services)
    {
        lock (gate)
        {
            RunDirectory.Create(directory);
            var draft = $"{Targets}.new";
            File.WriteAllText(draft, JsonSerializer.Serialize(services.Select(Describe)));
            File.Move(draft, Targets, overwrite: true);
        }
    }

    private static object Describe(ProjectResource service) => new
    {
        targets = new[] { $"127.0.0.1:{service.GetEndpoint("http").Port}" },
        labels = new
        {
            region = service.Place()?.Region.Name ?? "all",
            instance = service.Name,
            release = service.Release()!.Current,
        },
    };

    // JSON is YAML. Once a second is for the stage: an alert fires within two of these.
    private string Describe() => JsonSerializer.Serialize(new
    {
        global = new
        {
            scrape_interval = "1s",
            scrape_timeout = "1s",
            evaluation_interval = "1s",
        },
        rule_files = Judges ? new[] { Rules } : [],
        scrape_configs = new[]
        {
            new
            {
                job_name = "shop",
                authorization = new { credentials = key },
                file_sd_configs = new[] { new { files = new[] { Targets } } },
            },
        },
    });
}
