using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Shop;

/// <summary>Releases of the pictures, and what customers see of them.</summary>
internal static partial class Pictures
{
    private const string Plain = "/images/1.svg";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Brings a release to both asset servers, one after the other, so that no customer is without.
    /// </summary>
    public static async Task DeployAsync(Stage stage, string release)
    {
        foreach (var slot in new[] { "green", "blue" })
        {
            await stage.Faults.DeployAsync($"assets-{slot}", release);
            await Task.WhenAll(stage.Regions.Select(region => ServesAsync(stage, region, slot)));
        }
    }

    /// <summary>
    /// Looks at a picture in every region, under the name that the page has for it and under the
    /// plain one.
    /// </summary>
    public static async Task<IReadOnlyList<Sight>> LookAsync(IReadOnlyList<Visitor> visitors) =>
        await Task.WhenAll(visitors.Select(LookAsync));

    /// <summary>The name that today's page has for a picture.</summary>
    public static async Task<string> NameAsync(Visitor visitor)
    {
        var page = await visitor.AskAsync("/");
        return Folder().Match(page.Body).Groups["folder"].Value + "/1.svg";
    }

    private static async Task<Sight> LookAsync(Visitor visitor)
    {
        var started = Stopwatch.GetTimestamp();
        var named = await visitor.AskAsync(await NameAsync(visitor));
        var took = Stopwatch.GetElapsedTime(started);
        return new(took, named, await visitor.AskAsync(Plain));
    }

    private static async Task ServesAsync(Stage stage, Region region, string slot)
    {
        using var balancer = await Controls.ConnectAsync(stage.Shop.Services, region);
        for (var clock = Stopwatch.StartNew(); !await balancer.IsInAsync("assets", slot);)
        {
            if (clock.Elapsed > Limit)
                throw new DistributedApplicationException($"{region} does not see assets-{slot}.");
            await Task.Delay(100);
        }
    }

    [GeneratedRegex("data-images=\"(?<folder>[^\"]+)\"", RegexOptions.None, 100)]
    private static partial Regex Folder();
}

/// <param name="Took">From the click to the picture that the page names.</param>
/// <param name="Named">That one.</param>
/// <param name="Plain">The same picture under the name that stays.</param>
internal sealed record Sight(TimeSpan Took, Seen Named, Seen Plain)
{
    /// <summary>Release v2 draws a seal.</summary>
    public static bool IsNew(Seen picture) => picture.Body.Contains(">NEW<");
}
