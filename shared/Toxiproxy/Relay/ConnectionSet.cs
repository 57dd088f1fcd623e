using Toxiproxy.Toxics;

namespace Toxiproxy.Relay;

/// <summary>
/// A proxy's live connections and toxics. One lock, so that a new connection has exactly the toxics
/// of its moment, and a change of them reaches every connection before it is answered.
/// </summary>
internal sealed class ConnectionSet
{
    private readonly Lock gate = new();
    private readonly HashSet<Connection> connections = [];
    private readonly List<ToxicSettings> toxics = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                return connections.Count;
            }
        }
    }

    /// <summary>Upstream toxics first, each direction in the order of insertion.</summary>
    public IReadOnlyList<ToxicSettings> Toxics
    {
        get
        {
            lock (gate)
            {
                return [.. toxics.OrderBy(toxic => toxic.Direction)];
            }
        }
    }

    public void Add(Connection connection)
    {
        lock (gate)
        {
            connections.Add(connection);
            toxics.ForEach(toxic => connection[toxic.Direction].AddToxic(toxic));
        }
    }

    public void Remove(Connection connection)
    {
        lock (gate)
        {
            connections.Remove(connection);
        }
    }

    public void CloseAll()
    {
        foreach (var connection in Snapshot())
        {
            connection.Close();
        }
    }

    /// <summary>Returns false if the name is taken.</summary>
    public bool AddToxic(ToxicSettings toxic)
    {
        lock (gate)
        {
            if (toxics.Exists(other => other.Name == toxic.Name))
            {
                return false;
            }

            toxics.Add(toxic);
            ForEachLink(toxic, link => link.AddToxic(toxic));
            return true;
        }
    }

    /// <summary>Returns false if there is no toxic of that name.</summary>
    public bool UpdateToxic(ToxicSettings toxic)
    {
        lock (gate)
        {
            var index = toxics.FindIndex(other => other.Name == toxic.Name);
            if (index >= 0)
            {
                toxics[index] = toxic;
                ForEachLink(toxic, link => link.UpdateToxic(toxic));
            }

            return index >= 0;
        }
    }

    /// <summary>Returns false if there is no toxic of that name.</summary>
    public bool RemoveToxic(string name)
    {
        lock (gate)
        {
            var toxic = toxics.Find(other => other.Name == name);
            if (toxic is not null)
            {
                toxics.Remove(toxic);
                ForEachLink(toxic, link => link.RemoveToxic(name));
            }

            return toxic is not null;
        }
    }

    private Connection[] Snapshot()
    {
        lock (gate)
        {
            return [.. connections];
        }
    }

    private void ForEachLink(ToxicSettings toxic, Action<Link> change)
    {
        // A copy, as a change may close a connection, which then removes itself.
        foreach (var connection in Snapshot())
        {
            change(connection[toxic.Direction]);
        }
    }
}
