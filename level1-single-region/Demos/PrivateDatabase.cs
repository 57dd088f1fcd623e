using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Shop;

internal static class PrivateDatabase
{
    public static readonly Demo Demo = new(
        "private-database",
        "Only the backend has the way to the database and the credentials.")
    {
        RestsOn = "password",
        Say = new(
            "Could a shopper, or the asset server, read the customers' table?",
            "We try every way that somebody without the credentials has.",
            "One service holds the key. Each service that later levels add is one more to trust."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        await stage.PhaseAsync("steady", 3);
        var model = stage.Shop.Services.GetRequiredService<DistributedApplicationModel>();
        var database = model.Resources.OfType<PostgresResource>().Single();
        var port = database.Place()!.Port;

        var links = stage.World.Wan.Links.Count(link => link.To == database);
        stage.Expect("links from other regions", links, "links", atMost: 0);
        var ways = await OpenAddressesAsync(port);
        stage.Expect("ways in from other machines", ways, "ways", atMost: 0);
        stage.Expect("strangers let in", await LetsInAsync(port) ? 1 : 0, "strangers", atMost: 0);
        var holders = await HoldersAsync(stage, model, database);
        stage.Expect("services that know the password", holders, "service", atLeast: 1, atMost: 1);
    }

    private static async Task<int> OpenAddressesAsync(int port)
    {
        var open = 0;
        foreach (var address in NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses))
        {
            using var stranger = new TcpClient(address.Address.AddressFamily);
            var attempt = stranger.ConnectAsync(address.Address, port);
            await Task.WhenAny(attempt, Task.Delay(500));
            open += stranger.Connected ? 1 : 0;
        }

        return open;
    }

    private static async Task<bool> LetsInAsync(int port)
    {
        var guess = $"Host=127.0.0.1;Port={port};Username=postgres;Password=postgres;Pooling=false";
        await using var stranger = new NpgsqlConnection(guess);
        try
        {
            await stranger.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task<int> HoldersAsync(
        Stage stage,
        DistributedApplicationModel model,
        PostgresResource database)
    {
        var address = await database.ConnectionStringExpression.GetValueAsync(stage.Cancellation);
        var password = new NpgsqlConnectionStringBuilder(address).Password!;
        var states = stage.Shop.Services.GetRequiredService<ResourceNotificationService>();
        return model.Resources.Count(resource =>
            states.TryGetCurrentState(resource.Name, out var state)
            && state.Snapshot.EnvironmentVariables
                .Any(variable => variable.Value?.Contains(password) == true));
    }
}
