using System.Diagnostics;
using System.Globalization;
using System.Text;
using Toxiproxy.Proxies;
using Toxiproxy.Relay;
using Toxiproxy.Toxics;

namespace Toxiproxy.Admin;

/// <summary>The metrics in Prometheus' text format.</summary>
internal sealed class Metrics(ProxyRegistry registry, CommandLine options)
{
    private const string Prefix = "toxiproxy_proxy_";

    public bool Enabled => options.ProxyMetrics || options.RuntimeMetrics;

    public Task HandleAsync(HttpContext http)
    {
        var text = new StringBuilder();
        if (options.ProxyMetrics)
        {
            WriteProxies(text);
        }

        if (options.RuntimeMetrics)
        {
            WriteRuntime(text);
        }

        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return http.Response.WriteAsync(text.ToString());
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void WriteRuntime(StringBuilder text)
    {
        using var process = Process.GetCurrentProcess();
        Gauge("process_resident_memory_bytes", "Resident memory.", process.WorkingSet64);
        Gauge("process_threads", "Threads.", process.Threads.Count);
        Gauge("dotnet_gc_heap_bytes", "Managed heap.", GC.GetTotalMemory(false));

        void Gauge(string name, string help, long value)
        {
            Head(text, name, "gauge", help);
            text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
        }
    }

    private static string Label(string value) =>
        value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");

    private void WriteProxies(StringBuilder text)
    {
        WriteCounter(text, "received_bytes_total", "Bytes read.", traffic => traffic.ReceivedBytes);
        WriteCounter(text, "sent_bytes_total", "Bytes written.", traffic => traffic.SentBytes);
    }

    private void WriteCounter(
        StringBuilder text, string name, string help, Func<TrafficCounter, long> value)
    {
        Head(text, Prefix + name, "counter", help);
        foreach (var proxy in registry.All)
        {
            foreach (var direction in Enum.GetValues<Direction>())
            {
                text.Append(Prefix).Append(name)
                    .Append("{direction=\"").Append(direction.ToString().ToLowerInvariant())
                    .Append("\",listener=\"").Append(Label(proxy.Listen))
                    .Append("\",proxy=\"").Append(Label(proxy.Name))
                    .Append("\",upstream=\"").Append(Label(proxy.Upstream))
                    .Append("\"} ").Append(value(proxy.Counters[direction])).Append('\n');
            }
        }
    }
}
