using System.Globalization;

namespace Aspire.Hosting;

/// <summary>
/// The port at which a service is reached, which depends on who asks: its own port from within its
/// region, the entry of a link from anywhere else. Aspire tells a value who will use it.
/// </summary>
internal sealed class LinkedPort(World world, IResource service)
    : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression => $"{{{service.Name}.bindings.tcp.port}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        GetValueAsync(new ValueProviderContext(), cancellationToken);

    public async ValueTask<string?> GetValueAsync(
        ValueProviderContext context,
        CancellationToken cancellationToken = default)
    {
        var here = service.Place()!;
        var there = context.Caller?.Place()?.Region ?? here.Region;
        if (there == here.Region)
        {
            return here.Port.ToString(CultureInfo.InvariantCulture);
        }

        var link = world.Wan.Declare(there, service, world.Latency.Rtt(there, here.Region));
        await world.Wan.OpenAsync(link, cancellationToken);
        return link.Port.ToString(CultureInfo.InvariantCulture);
    }
}
