using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting;

/// <summary>The part of a saved log that can be done again.</summary>
/// <param name="Level">Where it was recorded.</param>
/// <param name="Seed">Of the shoppers.</param>
/// <param name="Steps">In the order of their moments, at least one.</param>
internal sealed record Recording(string Level, int Seed, IReadOnlyList<Step> Steps)
{
    private const int MostSteps = 1_000;

    /// <summary>Reads a saved log and understands every order in it, or says why not.</summary>
    public static (Recording? Recording, IResult? Refusal) Read(JsonNode? saved, Orders orders)
    {
        try
        {
            var level = saved?["facts"]?["level"]?["level"];
            var written = saved?["records"]?["order"]?.AsArray();
            if (level is null || written is not { Count: > 0 and <= MostSteps })
            {
                return (null, Refusal.Bad("file", "a saved log in which something was ordered"));
            }

            var steps = written
                .Select(one => Of((double)one!["at"]!, (string)one["path"]!, orders))
                .OrderBy(one => one.At)
                .ToList();
            var refused = steps.Find(one => one.Deed.Refusal is not null);
            return refused is not null
                ? (null, refused.Deed.Refusal)
                : (new((string)level["level"]!, (int)level["seed"]!, steps), null);
        }
        catch (Exception reason) when (reason is InvalidOperationException or FormatException
            or ArgumentException or NullReferenceException or OverflowException or JsonException)
        {
            // Any file can be chosen; JSON's accessors throw all of these at what isn't ours.
            return (null, Refusal.Bad("file", "a log that this page saved"));
        }
    }

    private static Step Of(double at, string path, Orders orders) =>
        new(TimeSpan.FromSeconds(at), path, orders.Understand(path));
}

/// <param name="At">Since the start of the recorded level.</param>
internal sealed record Step(TimeSpan At, string Order, Deed Deed);
