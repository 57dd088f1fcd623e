using System.Net.Http.Json;
using System.Net.Sockets;

namespace Shop;

/// <summary>
/// What the agent beside a database says of it. Whoever asks has the last answer at once, and the
/// next one is fetched meanwhile: the control room asks several times a second and does not wait.
/// </summary>
internal sealed class NodeWatch(ProjectResource agent)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(1),
    };

    private volatile NodeStatus? last;
    private Task asking = Task.CompletedTask;

    /// <summary>Null while the agent is dead or frozen.</summary>
    public NodeStatus? Last
    {
        get
        {
            if (asking.IsCompleted)
                asking = AskAsync();
            return last;
        }
    }

    private async Task AskAsync()
    {
        try
        {
            var address = $"http://127.0.0.1:{agent.GetEndpoint("http").Port}/status";
            last = await Http.GetFromJsonAsync<NodeStatus>(address);
        }
        catch (Exception away) when (away
            is HttpRequestException or TaskCanceledException or SocketException)
        {
            last = null;
        }
    }
}
