using System.Diagnostics;

namespace Shop.Events;

/// <summary>
/// Makes an effect part of the trace of whoever caused it, seconds or regions away: the event has
/// brought the number of that request along.
/// </summary>
internal sealed class EventTrace : IDisposable
{
    private static readonly ActivitySource Source = new("Shop.Events");

    private readonly List<Activity> effects = [];

    public EventTrace(string stream, IEnumerable<Event> events)
    {
        foreach (var one in events.Where(one => one.Trace is not null))
        {
            if (Source.StartActivity($"{stream} {one.Topic}", ActivityKind.Consumer, one.Trace) is { } effect)
                effects.Add(effect.SetTag("messaging.message.id", one.Id));
        }
    }

    public void Dispose()
    {
        foreach (var effect in Enumerable.Reverse(effects))
            effect.Dispose();
    }
}
