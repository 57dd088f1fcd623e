namespace Shop;

/// <summary>The agents' settings and the key to their controls.</summary>
internal static class Controls
{
    private const string KeyName = "control-key";

    /// <summary>Adds the key without which the agents' controls are not there.</summary>
    public static IResourceBuilder<ParameterResource> AddControlKey(
        this IDistributedApplicationBuilder builder) =>
        builder.AddParameter(
            KeyName,
            new GenerateParameterDefault { MinLength = 32, Special = false },
            secret: true);

    /// <summary>The key, and what <c>--durability</c> and <c>--preset</c> say.</summary>
    public static IResourceBuilder<ProjectResource> WithControls(
        this IResourceBuilder<ProjectResource> agent,
        IResourceBuilder<ParameterResource> key)
    {
        var settings = agent.ApplicationBuilder.Configuration;
        return agent
            .WithEnvironment("CONTROL_KEY", key)
            .WithEnvironment("DURABILITY", settings["durability"] ?? "async")
            .WithEnvironment("PRESET", settings["preset"] ?? "stage");
    }
}
