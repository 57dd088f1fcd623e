using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace ControlRoom.Tests;

/// <summary>Pages of other people run on the presenter's machine, too.</summary>
[Collection("room")]
public sealed class GuardTests(Room room)
{
    private const string Order = "/api/links/eu-west-1-to-shop/refuse";

    [Theory]
    [InlineData("Host", "shop.example:80")]
    [InlineData("Host", "localhost:1")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_foreign_page_can_order_nothing(string header, string value)
    {
        var answer = await room.SendAsync(
            HttpMethod.Post, Order, ("X-Control-Room", "1"), (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(room.Fact("link", "eu-west-1-to-shop")!["down"]);
    }

    [Fact]
    public async Task A_form_can_order_nothing()
    {
        var answer = await room.SendAsync(HttpMethod.Post, Order);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task An_order_is_never_a_link()
    {
        var answer = await room.GetAsync(Order, ("X-Control-Room", "1"));

        Assert.NotEqual(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Null(room.Fact("link", "eu-west-1-to-shop")!["down"]);
    }

    [Theory]
    [InlineData("Host", "shop.example")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_foreign_page_sees_nothing(string header, string value)
    {
        var answer = await room.GetAsync("/api/events", (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task The_page_opens_under_every_name_of_this_machine(string name)
    {
        var answer = await room.GetAsync("/", ("Host", $"{name}:{new Uri(room.Origin).Port}"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Nobody_may_frame_the_page()
    {
        var answer = await room.GetAsync("/");

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", policy);
    }

    [Fact]
    public async Task Other_machines_cannot_connect()
    {
        var outside = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address)
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork)
            .Where(address => !IPAddress.IsLoopback(address));

        foreach (var address in outside)
        {
            using var stranger = new TcpClient();
            await Assert.ThrowsAnyAsync<SocketException>(
                () => stranger.ConnectAsync(address, new Uri(room.Origin).Port));
        }
    }
}
