namespace Shop.Verdicts.Tests.Real;

/// <summary>
/// Others who go about their business at the leader meanwhile: what is wrong has to be found among
/// much that is right.
/// </summary>
internal static class Crowd
{
    internal const string Shelf = "shelf";

    private const int Size = 4;
    private const int Rounds = 25;

    internal static Task ShopAsync(Stage stage) =>
        Task.WhenAll(Enumerable.Range(0, Size).Select(number => ShopAsync(stage, number)));

    // Each writes a shelf of its own and looks at everybody's.
    private static async Task ShopAsync(Stage stage, int number)
    {
        var client = await stage.ClientAsync($"shopper {number}", stage.Leader);
        for (var round = 1; round <= Rounds; round++)
        {
            await client.WriteAsync($"{Shelf} {number}", round);
            await client.ReadAsync($"{Shelf} {(number + round) % Size}");
        }
    }
}
