using System.Text.RegularExpressions;

namespace ControlRoom.Tests;

[Collection("room")]
public sealed partial class PageTests(Room room)
{
    [Fact]
    public async Task Every_file_that_the_page_names_is_there()
    {
        var missing = new List<string>();
        var seen = new HashSet<string>();
        var todo = new Queue<string>(["/"]);
        while (todo.TryDequeue(out var path))
        {
            var answer = await room.GetAsync(path);
            if (!answer.IsSuccessStatusCode)
            {
                missing.Add(path);
                continue;
            }

            var text = await answer.Content.ReadAsStringAsync();
            var names = Names().Matches(text).Select(found => found.Groups["name"].Value);
            foreach (var next in names.Select(name => Resolve(path, name)).Where(seen.Add))
            {
                todo.Enqueue(next);
            }
        }

        Assert.Empty(missing);
        Assert.Contains("/js/map/land.js", seen);
    }

    [Fact]
    public async Task An_unchanged_file_is_not_sent_again()
    {
        var first = await room.GetAsync("/js/main.js");
        var second = await room.GetAsync("/js/main.js", ("If-None-Match", first.Headers.ETag!.Tag));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/nothing.js")]
    [InlineData("/../ControlRoom.csproj")]
    [InlineData("/%2e%2e/latency.json")]
    public async Task Nothing_else_is_served(string path)
    {
        var answer = await room.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static string Resolve(string page, string name) =>
        new Uri(new Uri($"http://localhost{page}"), name).AbsolutePath;

    [GeneratedRegex(
        """(?:from |href=|src=)"(?<name>[^"#:]+)"[;> ]""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
