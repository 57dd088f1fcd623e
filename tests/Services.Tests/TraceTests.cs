using System.Diagnostics;

namespace Shop.Tests;

public sealed class TraceTests(RunningShop shop)
{
    private static readonly string[] Services =
        ["gateway", "orders-us", "accounts-us", "catalog-us", "inventory-us", "payments-us"];

    private static readonly string[] Effects =
        ["accounts-us: orders order-placed", "catalog-us: inventory stock"];

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
        var missing = "nothing";
        try
        {
            await Eventually.BecomesTrueAsync(() => Task.FromResult(
                (missing = Missing(shop.Collector.Of($"{asking.TraceId}"))) == ""));
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Missing: {missing}");
        }
    }

    private static string Missing(IReadOnlyList<Span> spans)
    {
        var ids = spans.Select(span => span.Id).ToHashSet();
        return string.Join(", ",
        [
            .. Services.Except(spans.Select(span => span.Service)),
            .. Effects.Except(spans.Select(span => $"{span.Service}: {span.Name}")),
            // Nobody in the middle may be missing; the customer, at the beginning, exports nothing.
            .. spans.Where(span => !ids.Contains(span.Parent) && span.Service != "gateway")
                .Select(span => $"what caused {span}"),
        ]);
    }
}
