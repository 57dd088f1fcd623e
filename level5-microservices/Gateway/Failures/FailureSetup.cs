using Yarp.ReverseProxy.Health;

namespace Shop.Failures;

internal static class FailureSetup
{
    public static void AddFailover(this WebApplicationBuilder builder) => builder.Services
        .AddSingleton<IPassiveHealthCheckPolicy, FirstFailure>()
        .AddSingleton<RetryBudget>()
        .AddSingleton<Patience>();
}
