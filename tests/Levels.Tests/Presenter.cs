using System.Diagnostics;
using System.Text.RegularExpressions;
using ControlRoom.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Levels.Tests;

/// <summary>Breaks a running level and plays its demos as on a stage: in the control room.</summary>
internal static class Presenter
{
    private const string Region = "eu-west-1";

    // The errors of a second are known when it is over, and a machine may be busy.
    private const float Soon = 30_000;
    private const float LongEnough = 300_000;

    private static readonly Regex Verdict =
        new("HELD|REFUTED|BROKE OFF|STOPPED", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>Cuts the way of a region's customers, sees them fail, and mends it.</summary>
    public static async Task CutAndResetAsync(RunningLevel level)
    {
        try
        {
            await CutAsync(level);
        }
        catch (Exception late) when (late is PlaywrightException or TimeoutException)
        {
            // A browser beside two dozen processes: once more, as with demos.
            TestContext.Current.TestOutputHelper?.WriteLine(late.Message);
            await level.RestoreAsync();
            await CutAsync(level);
        }
    }

    /// <summary>Plays a demo by its card, and sees the verdict that it reports.</summary>
    public static async Task<DemoReport> PlayAsync(RunningLevel level, string demo)
    {
        await using var browser = await TestBrowser.LaunchAsync();
        await using var projector = await browser.OpenAsync(level.ControlRoom);
        var ended = new TaskCompletionSource<DemoReport>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        level.Demos.Ended += End;
        try
        {
            await projector.Page.Locator($".card[data-demo='{demo}']").ClickAsync();
            await projector.PlayButton.ClickAsync();
            await Expect(projector.PlayButton)
                .ToHaveAttributeAsync("data-playing", "true", new() { Timeout = Soon });
            await Expect(projector.Stamp)
                .ToContainTextAsync(Verdict, new() { Timeout = LongEnough });

            var report = await ended.Task.WaitAsync(TimeSpan.FromMilliseconds(Soon));
            await Expect(projector.Stamp).ToContainTextAsync(report.Verdict.ToUpperInvariant());
            await Expect(projector.Timeline.Locator("li").First).ToBeVisibleAsync();
            return report;
        }
        finally
        {
            level.Demos.Ended -= End;
        }

        void End(DemoReport? report, Exception? reason)
        {
            if (report is null)
                ended.TrySetException(reason!);
            else
                ended.TrySetResult(report);
        }
    }

    private static async Task CutAsync(RunningLevel level)
    {
        await using var browser = await TestBrowser.LaunchAsync();
        await using var projector = await browser.OpenAsync(level.ControlRoom);

        await TakePictureAsync(level, projector, "calm");
        await (await LineAsync(projector)).ClickAsync();
        await projector.Choice("Cut").ClickAsync();
        var clock = Stopwatch.StartNew();
        await projector.SeesErrorsAsync(Region, Soon);
        var took = clock.ElapsedMilliseconds;
        await TakePictureAsync(level, projector, "broken");
        await Expect(projector.Status)
            .ToHaveAttributeAsync("data-mood", "bad", new() { Timeout = Soon });

        await ResetAsync(projector);
        await Expect(projector.Errors(Region)).ToHaveTextAsync("✔ 0", new() { Timeout = Soon });
        await Expect(projector.Status).ToContainTextAsync("All is well", new() { Timeout = Soon });
        TestContext.Current.TestOutputHelper?.WriteLine($"errors were seen {took} ms after the cut");
    }

    // By which the region's customers enter: their last mile, if they have a shop of their own.
    private static async Task<ILocator> LineAsync(Projector projector)
    {
        var used = projector.Page.Locator($".tag[data-used][data-route*='{Region}']").First;
        await used.WaitForAsync();
        var lastMile = projector.Line(Region, Region);
        return await lastMile.CountAsync() > 0 ? lastMile : used;
    }

    // PICTURES=docs dotnet Levels.Tests.dll -explicit only -method "*cut*" makes the READMEs'.
    private static async Task TakePictureAsync(RunningLevel level, Projector projector, string state)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is not { } folder)
            return;
        await Task.Delay(state == "calm" ? 20_000 : 1_000); // Curves need time to be curves.
        await projector.Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(folder, $"{level.Name}-{state}.png"),
        });
    }

    // Where much runs on few cores, a customer may fail while it is proved that none does.
    private static async Task ResetAsync(Projector projector)
    {
        if (!await projector.TryResetAsync())
            await projector.ResetAsync();
    }
}
