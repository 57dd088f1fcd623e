namespace Aspire.Hosting;

/// <summary>A running level as demos see it.</summary>
/// <param name="World">Regions and links.</param>
/// <param name="Faults">What can be broken.</param>
/// <param name="Fleet">The shoppers.</param>
/// <param name="Regions">Where the shoppers live.</param>
/// <param name="Api">The shop's API without any distance, for looking behind the scenes.</param>
/// <param name="Services">Aspire's, for demos that ask resources themselves.</param>
public sealed record ShopUnderTest(
    World World,
    Faults Faults,
    Fleet Fleet,
    IReadOnlyList<Region> Regions,
    Uri Api,
    IServiceProvider Services);
