using System.Collections.Concurrent;
using Shop;

var builder = WebApplication.CreateSlimBuilder(
    [.. args, "--hostBuilder:reloadConfigOnChange=false"]);
builder.AddServiceDefaults();

var app = builder.Build();
app.UseServiceDefaults();

// Names, and when they were last heard of. It knows nothing else, and nobody has to trust it: who
// a peer is, its key proves. Any number of these may run, and none knows of the others.
var heard = new ConcurrentDictionary<string, DateTimeOffset>();
const int Most = 10_000;

app.MapPost("/here", (Caller peer) =>
{
    var now = DateTimeOffset.UtcNow;
    foreach (var old in heard.Where(one => now - one.Value > TimeSpan.FromSeconds(15)))
    {
        heard.TryRemove(old);
    }

    if (peer.Name is { Length: > 0 and <= 60 } && heard.Count < Most)
    {
        heard[peer.Name] = now;
    }

    var names = heard.Keys.Where(name => name != peer.Name).ToArray();
    Random.Shared.Shuffle(names);
    return TypedResults.Ok(names.Take(20));
});

app.Run();

namespace Shop
{
    internal sealed record Caller(string Name);
}
