using Shop.Shoppers;

namespace Shop;

/// <summary>Steps that the demos of releases have in common.</summary>
internal static class Releases
{
    /// <summary>Per cent of the backend's answers that were of a release.</summary>
    public static double Share(Phase phase, string release)
    {
        var answers = phase.Window.Operations
            .Where(one => one.Class != Class.Asset && one.ServedBy is not null)
            .ToList();
        return 100.0 * answers.Count(one => one.IsServedBy(release)) / answers.Count;
    }

    /// <summary>Puts a release into the green slot while no customer is there.</summary>
    public static async Task PrepareAsync(Stage stage, Control control, string release)
    {
        await control.ShareAsync(blue: 1, green: 0);
        await stage.Faults.DeployAsync("backend-green", release);
        await SmokeAsync(stage, "backend-green");
        await ServesAsync(stage, control, "backend", "green");
        await ServesAsync(stage, control, "backend", "blue");
    }

    /// <summary>
    /// Asks a fresh backend some things before customers do. The first answers of a process are
    /// slow, and a customer who waited for one would have been sent to the other backend.
    /// </summary>
    public static async Task SmokeAsync(Stage stage, string backend)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new($"http://127.0.0.1:{stage.Resource(backend).Place()!.Port}/api/"),
        };
        for (var product = 1; product <= 40; product++)
        {
            foreach (var question in new[] { "products/", "products?page=", "products?search=" })
                (await http.GetAsync($"{question}{product}", stage.Cancellation)).Dispose();
        }
    }

    /// <summary>Waits until the balancer has trusted a slot for a while.</summary>
    public static async Task ServesAsync(Stage stage, Control control, string cluster, string slot)
    {
        for (var good = 0; good < 10; good = await control.IsInAsync(cluster, slot) ? good + 1 : 0)
            await Task.Delay(100, stage.Cancellation);
    }

    /// <summary>Follows a trial to its end and copies its events into the timeline.</summary>
    public static async Task<Trial> FollowAsync(Stage stage, Control control)
    {
        for (var seen = 0; ;)
        {
            var trial = await control.TrialAsync();
            foreach (var happened in trial.Events.Skip(seen))
                stage.Note(happened.Kind, happened.What);
            seen = trial.Events.Length;
            if (trial.State != "running")
                return trial;
            await Task.Delay(50, stage.Cancellation);
        }
    }
}
