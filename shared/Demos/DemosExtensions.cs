namespace Aspire.Hosting;

public static class DemosExtensions
{
    /// <summary>Adds a world, and the demos that can be played in it.</summary>
    /// <remarks>
    /// <c>demo</c> on the command line lists them and ends; <c>demo NAME</c> plays one as soon as the
    /// level is ready, prints what it found, and ends with 0 if its claim held and 1 if not.
    /// </remarks>
    public static World AddDemos(
        this IDistributedApplicationBuilder builder,
        IReadOnlyList<Demo> demos)
    {
        var command = DemoCommand.Parse(Environment.GetCommandLineArgs(), demos);
        if (command.Answer is { } answer)
        {
            Console.WriteLine(answer);
            Environment.Exit(command.ExitCode);
        }

        var world = builder.AddWorld();
        builder.Services.AddSingleton(demos);
        builder.Services.AddSingleton(command);
        builder.Services.AddSingleton<FrontDesk>();
        builder.Services.AddSingleton<DemoRunner>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FrontDesk>());
        builder.Services.AddHostedService<DemoHost>();
        return world;
    }
}
