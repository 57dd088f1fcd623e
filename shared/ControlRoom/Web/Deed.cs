using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting;

/// <summary>What an order comes to, once it was understood: one of the three.</summary>
/// <param name="Act">Breaks or mends something and returns when it has.</param>
/// <param name="Demo">Is to be played.</param>
/// <param name="Refusal">Why nothing of the kind can be done in this level.</param>
internal sealed record Deed(
    Func<Task>? Act = null,
    Demo? Demo = null,
    IResult? Refusal = null)
{
    /// <summary>It ends what plays, instead of waiting for it or being refused.</summary>
    public bool Interrupts { get; init; }
}
