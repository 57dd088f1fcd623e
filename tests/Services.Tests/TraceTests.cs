using System.Diagnostics;

namespace Shop.Tests;

public sealed class TraceTests(RunningShop shop)
{
    private static readonly string[] Services =
        ["gateway", "orders-us", "accounts-us", "catalog-us", "inventory-us", "payments-us"];

    [Fact]
    public async Task A_checkout_is_one_trace_through_all_services_and_the_events_it_causes()
    {
        var customer = await shop.RegisterAsync();
        (await customer.PutInCartAsync(800, 1)).Dispose();
        using var asking = new Activity("customer") { ActivityTraceFlags = ActivityTraceFlags.Recorded };
        asking.Start();

        using var bought = await customer.CheckOutCartAsync("traced");

        asking.Stop();
        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
        await Eventually.BecomesTrueAsync(() =>
        {
            var spans = shop.Collector.Of($"{asking.TraceId}");
            var isThere = Services.All(service => spans.Any(span => span.Service == service));
            var isHeard = spans.Any(span => span is { Service: "accounts-us", Name: "orders order-placed" })
                && spans.Any(span => span is { Service: "catalog-us", Name: "inventory stock" });
            // Nobody in the middle is missing.
            var known = spans.Select(span => span.Id).Append($"{asking.SpanId}").ToHashSet();
            return Task.FromResult(isThere && isHeard && spans.All(span => known.Contains(span.Parent)));
        });
    }
}
