namespace Shop;

/// <summary>Where this process runs and which release it is: set by whoever deploys it.</summary>
/// <param name="Region">Environment variable REGION, for example us-east-1.</param>
/// <param name="Instance">Environment variable INSTANCE, for example backend-green.</param>
/// <param name="Release">Environment variable RELEASE: v1, v2, …</param>
public sealed record Deployment(string Region, string Instance, string Release)
{
    public static Deployment FromEnvironment(string application) => new(
        Environment.GetEnvironmentVariable("REGION") ?? "local",
        Environment.GetEnvironmentVariable("INSTANCE") ?? application.ToLowerInvariant(),
        Environment.GetEnvironmentVariable("RELEASE") ?? "v1");

    /// <summary>Whether the release is v<paramref name="number"/> or a later one.</summary>
    public bool IsAtLeast(int number) =>
        int.TryParse(Release.TrimStart('v'), out var release) && release >= number;

    public override string ToString() => $"{Region}/{Instance}/{Release}";
}
