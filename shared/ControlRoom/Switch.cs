namespace Aspire.Hosting;

/// <summary>A choice that the presenter has while the level runs.</summary>
/// <param name="Name">Unique in the level; lower case, with dashes.</param>
/// <param name="Title">What is chosen, in a few words.</param>
/// <param name="Options">
/// What there is to choose from. A level starts with the first, and a reset returns to it.
/// </param>
/// <param name="Current">What is chosen now; asked several times a second.</param>
/// <param name="Choose">Makes a choice and returns when it holds.</param>
public sealed record Switch(
    string Name,
    string Title,
    IReadOnlyList<string> Options,
    Func<IServiceProvider, string> Current,
    Func<IServiceProvider, string, Task> Choose);

/// <summary>What a reset has to put back and is neither a fault nor a switch.</summary>
public sealed record Restoration(Func<IServiceProvider, Task> Restore);

/// <summary>A number that tells how the level is, beside what customers feel.</summary>
/// <param name="Name">What is counted, in a few words, unique in the level.</param>
/// <param name="Unit">Of the value; empty for a plain count.</param>
/// <param name="IsBadAbove">From where on it is shown as trouble; null for never.</param>
/// <param name="Read">Reads it, once a second; null while it isn't known.</param>
public sealed record Counter(
    string Name,
    string Unit,
    double? IsBadAbove,
    Func<IServiceProvider, CancellationToken, ValueTask<double?>> Read);

/// <summary>What a resource is at the moment: leader, replica, canary.</summary>
internal sealed record RoleAnnotation(Func<string?> Role) : IResourceAnnotation;
