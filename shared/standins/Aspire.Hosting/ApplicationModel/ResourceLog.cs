using System.Collections.Immutable;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The kept lines of one resource and those who follow them.</summary>
internal sealed class ResourceLog
{
    private const int Kept = 200;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new(Kept);
    private readonly List<Channel<LogLine>> _followers = [];
    private int _count;

    internal IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    internal LogLine Add(string content, bool isError)
    {
        lock (_gate)
        {
            var line = new LogLine(++_count, content, isError);
            if (_lines.Count == Kept)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
            _followers.ForEach(f => f.Writer.TryWrite(line));
            return line;
        }
    }

    internal Channel<LogLine> Follow()
    {
        var channel = Channel.CreateUnbounded<LogLine>();
        lock (_gate)
        {
            foreach (var line in _lines)
            {
                channel.Writer.TryWrite(line);
            }

            _followers.Add(channel);
        }

        return channel;
    }

    internal void Unfollow(Channel<LogLine> channel)
    {
        lock (_gate)
        {
            _followers.Remove(channel);
        }
    }

    internal void Clear()
    {
        lock (_gate)
        {
            _lines.Clear();
        }
    }

    internal void Complete()
    {
        lock (_gate)
        {
            _followers.ForEach(f => f.Writer.TryComplete());
        }
    }
}
