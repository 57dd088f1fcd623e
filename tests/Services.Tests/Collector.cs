using System.Collections.Concurrent;
using System.Text;

namespace Shop.Tests;

/// <summary>Takes what services export by OTLP, and keeps the spans.</summary>
public sealed class Collector : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<Span> spans = new();

    public Collector()
    {
        listener.Prefixes.Add($"{Address}/");
        listener.Start();
        _ = ListenAsync();
    }

    public string Address { get; } = $"http://127.0.0.1:{FreePort.Next()}";

    public IReadOnlyList<Span> Of(string trace) => [.. spans.Where(span => span.Trace == trace)];

    public void Dispose() => listener.Close();

    private async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                _ = TakeAsync(await listener.GetContextAsync());
            }
            catch (Exception over) when (over is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            if (context.Request.Url!.AbsolutePath == "/v1/traces")
                Read(body.ToArray());
            context.Response.Close();
        }
        catch (Exception broken) when (broken is HttpListenerException or IOException
            or ObjectDisposedException or ArgumentException or IndexOutOfRangeException)
        {
            // A service was killed while it was telling.
        }
    }

    // The numbers are those of opentelemetry/proto/trace/v1/trace.proto.
    private void Read(byte[] request)
    {
        foreach (var resourceSpans in new Message(request).All(1))
        {
            var service = resourceSpans.All(1).SelectMany(resource => resource.All(1))
                .Where(attribute => attribute.Text(1) == "service.name")
                .Select(attribute => attribute.All(2).Single().Text(1))
                .Single();
            foreach (var span in resourceSpans.All(2).SelectMany(scope => scope.All(2)))
                spans.Enqueue(new(service, span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5)));
        }
    }

    /// <summary>A message of Protocol Buffers, by the numbers of its fields.</summary>
    private sealed class Message(ReadOnlyMemory<byte> bytes)
    {
        private readonly ILookup<int, ReadOnlyMemory<byte>> fields = Split(bytes)
            .ToLookup(field => field.Number, field => field.Value);

        public IEnumerable<Message> All(int number) =>
            fields[number].Select(value => new Message(value));

        public string Text(int number) => Encoding.UTF8.GetString(fields[number].FirstOrDefault().Span);

        public string Hex(int number) =>
            Convert.ToHexStringLower(fields[number].FirstOrDefault().Span);

        private static List<(int Number, ReadOnlyMemory<byte> Value)> Split(ReadOnlyMemory<byte> bytes)
        {
            var found = new List<(int, ReadOnlyMemory<byte>)>();
            for (var at = 0; at < bytes.Length;)
            {
                var key = Number(bytes.Span, ref at);
                var (number, length) = ((int)(key >> 3), (int)(key & 7) switch
                {
                    0 => (int)(Number(bytes.Span, ref at) & 0), // Itself is of no interest.
                    1 => 8,
                    2 => (int)Number(bytes.Span, ref at),
                    _ => 4,
                });
                found.Add((number, bytes.Slice(at, length)));
                at += length;
            }

            return found;
        }

        private static ulong Number(ReadOnlySpan<byte> bytes, ref int at)
        {
            var number = 0ul;
            for (var shift = 0; ; shift += 7)
            {
                var part = bytes[at++];
                number |= (ulong)(part & 127) << shift;
                if (part < 128)
                    return number;
            }
        }
    }
}

/// <param name="Trace">Common to all that one request has caused.</param>
/// <param name="Parent">The span that caused this one.</param>
public sealed record Span(string Service, string Trace, string Id, string Parent, string Name);
