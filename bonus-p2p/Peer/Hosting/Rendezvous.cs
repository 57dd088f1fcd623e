namespace Shop.Hosting;

/// <summary>
/// How a newcomer finds its first peer: somebody has to know a name. Who has been here before
/// remembers some names itself.
/// </summary>
internal sealed class Rendezvous(IConfiguration configuration, Roads roads, Node node, Disk disk)
{
    private const int Contacts = 3;

    private readonly AppendFile memory = disk.Open("contacts.log");
    private readonly List<string> servers =
        [.. configuration.GetSection("services").GetChildren()
            .Where(service => service.Key.StartsWith("rendezvous", StringComparison.Ordinal))
            .Select(service => configuration[$"services:{service.Key}:http:0"])
            .OfType<string>(),];

    private HashSet<string> remembered = [];

    public void Remember() =>
        remembered = [.. memory.Read<string>().Where(name => name != node.Name)];

    /// <summary>
    /// Says at each server that this peer is there, and greets some of the others.
    /// </summary>
    public async Task MeetAsync()
    {
        var answers = await Task.WhenAll(servers.Select(server =>
            roads.AskAsync<string[]>($"{server}/here", new Here(node.Name))));
        var names = answers.SelectMany(names => names ?? []).ToHashSet();
        if (node.Members.Present.Count == 0)
        {
            names.UnionWith(remembered);
        }

        names.ExceptWith(node.Members.Present.Select(member => member.Name).Append(node.Name));
        var some = names.ToArray();
        Random.Shared.Shuffle(some);
        await Task.WhenAll(some.Take(Contacts).Select(node.Prober.GreetAsync));
        Write();
    }

    private void Write()
    {
        foreach (var name in node.Members.Present.Select(member => member.Name))
        {
            if (remembered.Add(name))
            {
                memory.Append(name);
            }
        }
    }
}
