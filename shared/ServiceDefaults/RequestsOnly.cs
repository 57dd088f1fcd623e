using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Shop;

/// <summary>
/// A trace begins with a request, or goes on with one. What services ask by themselves, many times a
/// second and mostly in vain, would hide all others.
/// </summary>
internal sealed class RequestsOnly : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind is ActivityKind.Server or ActivityKind.Consumer);
}
