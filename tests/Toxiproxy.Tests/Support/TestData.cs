namespace Toxiproxy.Tests.Support;

internal static class TestData
{
    public static byte[] Random(int length, int seed = 1)
    {
        var data = new byte[length];
        new Random(seed).NextBytes(data);
        return data;
    }

    /// <summary>Asks again until it is true.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> condition, string what)
    {
        var end = DateTime.UtcNow + TimeSpan.FromSeconds(20);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < end, $"In vain: {what}");
            await Task.Delay(20);
        }
    }
}
