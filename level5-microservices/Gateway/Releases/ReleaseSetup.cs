namespace Shop.Releases;

internal static class ReleaseSetup
{
    public static void AddReleases(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<Scores>();
}
