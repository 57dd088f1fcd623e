using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace ControlRoom.Tests;

/// <summary>What a presenter does, in a real browser against a real level.</summary>
[Collection("theatre")]
public sealed class StageTests(Theatre theatre)
{
    // The errors of a second are known when it is over.
    private const float Soon = 10_000;
    private const float LongEnough = 60_000;

    private static readonly Regex SomeErrors =
        new("^✕ [1-9]", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task A_demo_runs_by_its_card_and_ends_with_its_verdict()
    {
        await using var projector = await theatre.OpenAsync();

        await projector.Page.Locator(".card[data-demo='outage']").ClickAsync();
        await Expect(projector.Now).ToContainTextAsync("What if it dies?");
        await projector.Button("Run").ClickAsync();
        await Expect(projector.Process("backend")).ToContainTextAsync(
            "down", new() { Timeout = LongEnough });

        await Expect(projector.Stamp).ToContainTextAsync("HELD", new() { Timeout = LongEnough });
        await Expect(projector.Timeline).ToContainTextAsync("kill backend");
        await Expect(projector.Expectations).ToContainTextAsync("reads failed in eu-west-1");
        await Expect(projector.Status).ToContainTextAsync("All is well");
    }

    [Fact]
    public async Task A_link_cut_by_hand_hurts_its_region_until_the_reset()
    {
        await using var projector = await theatre.OpenAsync();
        var line = projector.Line("eu-west-1", "us-east-1");

        await line.ClickAsync();
        await projector.Choice("Cut").ClickAsync();
        await Expect(projector.Errors("eu-west-1"))
            .ToHaveTextAsync(SomeErrors, new() { Timeout = Soon });
        await Expect(line).ToHaveTextAsync("✕ refused");
        await Expect(projector.Errors("ap-southeast-1")).ToHaveTextAsync("✔ 0");

        await projector.ResetAsync();
        await Expect(projector.Errors("eu-west-1"))
            .ToHaveTextAsync("✔ 0", new() { Timeout = Soon });
        await Expect(line).ToHaveTextAsync("80 ms");
    }

    [Fact]
    public async Task Errors_that_nobody_ordered_are_on_the_banner_until_they_end()
    {
        await using var projector = await theatre.OpenAsync();
        await Expect(projector.Status).ToContainTextAsync("All is well");

        await theatre.FreezeAsync("backend");
        await Expect(projector.Status)
            .ToContainTextAsync("Customers get errors", new() { Timeout = LongEnough });

        await theatre.ThawAsync("backend");
        await Expect(projector.Status)
            .ToContainTextAsync("All is well", new() { Timeout = LongEnough });
    }

    [Fact]
    public async Task A_second_window_and_a_reload_show_the_same()
    {
        await using var projector = await theatre.OpenAsync();
        await projector.Process("assets").ClickAsync();
        await projector.Choice("Pause").ClickAsync();
        await Expect(projector.Process("assets")).ToContainTextAsync("paused");

        await using var other = await theatre.OpenAsync();
        await Expect(other.Process("assets")).ToContainTextAsync("paused");
        await projector.Page.ReloadAsync();
        await Expect(projector.Process("assets")).ToContainTextAsync("paused");
        await Expect(projector.Page.Locator("#log")).ToContainTextAsync("pause assets");

        await other.ResetAsync();
        await Expect(projector.Process("assets")).ToContainTextAsync("up");
    }

    [Fact]
    public async Task A_saved_file_is_replayed()
    {
        await using var projector = await theatre.OpenAsync();
        await projector.ResetAsync();
        await projector.Process("assets").ClickAsync();
        await projector.Choice("Kill").ClickAsync();
        await Expect(projector.Process("assets")).ToContainTextAsync("down");
        var saved = await projector.Page.RunAndWaitForDownloadAsync(
            () => projector.Button("Save").ClickAsync());
        var file = Path.Combine(Path.GetTempPath(), saved.SuggestedFilename);
        await saved.SaveAsAsync(file);
        await KeepLastOrderAsync(file);
        await projector.ResetAsync();
        await Expect(projector.Process("assets")).ToContainTextAsync("up");

        var chooser = await projector.Page.RunAndWaitForFileChooserAsync(
            () => projector.Button("Replay").ClickAsync());
        await chooser.SetFilesAsync(file);

        await Expect(projector.Page.Locator("#log")).ToContainTextAsync(
            "done", new() { Timeout = LongEnough });
        File.Delete(file); // Not before: the browser reads it when it sends it.
        await Expect(projector.Process("assets")).ToContainTextAsync("down");
        await projector.ResetAsync();
    }

    [Fact]
    public async Task The_map_emphasizes_the_ways_that_shoppers_take()
    {
        await using var projector = await theatre.OpenAsync();

        await Expect(projector.Line("eu-west-1", "us-east-1"))
            .ToHaveAttributeAsync("data-used", "", new() { Timeout = LongEnough });
        await Expect(projector.Page.Locator(".nowhere")).ToContainTextAsync("✔ wan");
    }

    [Fact]
    public async Task A_picture_that_a_report_carries_can_be_drawn()
    {
        await using var projector = await theatre.OpenAsync();
        const string Picture = "<svg xmlns='http://www.w3.org/2000/svg' width='7' height='7'/>";

        var width = await projector.Page.EvaluateAsync<int>(
            """
            async picture => {
                const image = new Image();
                image.src = `data:image/svg+xml,${encodeURIComponent(picture)}`;
                await image.decode();
                return image.naturalWidth;
            }
            """,
            Picture);

        Assert.Equal(7, width);
    }

    [Fact]
    public async Task The_keyboard_is_enough()
    {
        await using var projector = await theatre.OpenAsync();
        await Expect(projector.Status).ToContainTextAsync("All is well");

        await projector.Page.Keyboard.PressAsync("?");
        await Expect(projector.Page.Locator("dialog")).ToContainTextAsync("Run the open demo");
        await projector.Page.Keyboard.PressAsync("Escape");
        await projector.Page.Keyboard.PressAsync("1");
        await Expect(projector.Page.Locator(".show h2")).ToHaveTextAsync("distance");
        await projector.Page.Keyboard.PressAsync("Enter");
        await Expect(projector.Timeline)
            .ToContainTextAsync("steady", new() { Timeout = LongEnough });
        await projector.Page.Keyboard.PressAsync("Escape");
        await Expect(projector.Stamp).ToContainTextAsync("STOPPED", new() { Timeout = 20_000 });
        await projector.ResetAsync(() => projector.Page.Keyboard.PressAsync("r"));
    }

    // A replay takes as long as what it replays, and other tests have given orders, too.
    private static async Task KeepLastOrderAsync(string file)
    {
        var log = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        var orders = log["records"]!["order"]!.AsArray();
        while (orders.Count > 1)
        {
            orders.RemoveAt(0);
        }

        await File.WriteAllTextAsync(file, log.ToJsonString());
    }
}
