using GeoDns.Policies;
using GeoDns.Zones;

namespace GeoDns.Control;

/// <summary>The zone as it is now, for people and for the control room.</summary>
internal sealed class ZoneReport(
    Settings settings, PolicySwitch policies, Weights weights, Views views, Decider decider)
{
    public object Describe() => new
    {
        settings.Zone.Zone,
        Policy = policies.Current.Name,
        settings.Zone.Ttl,
        settings.HealthChecks,
        Sites = settings.Zone.Sites.Select(site => site with { Weight = weights.Now[site.Region] }),
        Views = views.All.Select(Describe),
    };

    private object Describe(View view)
    {
        var decision = decider.Decide(new Asker(view, Name: null, Scope: 0, IsKnown: true));
        return new
        {
            view.Region,
            Subnets = view.Subnets.Select(subnet => subnet.ToString()),
            Sites = view.Sites.Select(site => new
            {
                site.Region,
                site.Vitals.IsHealthy,
                RttMilliseconds = site.Vitals.Rtt?.TotalMilliseconds,
                Kilometres = Math.Round(site.Distance),
            }),
            Answer = decision.Sites.Select(site => site.Region),
            Why = decision.ToString(),
        };
    }
}
