using StackExchange.Redis;

namespace Shop.Reviews;

/// <summary>
/// The region's book of opinions: a page for each product, in the region's Redis. No database has
/// them and nobody leads: what Redis loses, it hears again from the other regions.
/// </summary>
internal sealed class ReviewStore(
    RegionalRedis redis, Without without, TimeProvider clock, IConfiguration configuration)
{
    public const string Book = "reviews";

    /// <summary>
    /// Key: the book. Arguments: product, the page as it was read, the page as it shall be.
    /// </summary>
    private const string Swap =
        """
        if (redis.call('hget', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return 0 end
        redis.call('hset', KEYS[1], ARGV[1], ARGV[3])
        return 1
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly string site = configuration["INSTANCE"]!.Split('-')[^1];

    /// <summary>Whose result is shown, if nobody asks for another.</summary>
    public Merging Way { get; set; }

    /// <summary>A change that is made here and now, and changes nothing yet.</summary>
    public Change Now => new(site, clock.GetUtcNow());

    /// <returns>Null: the region's Redis doesn't answer.</returns>
    public async Task<Page?> FindAsync(int product)
    {
        var (done, text) = await redis.TryAsync(db => db.HashGetAsync(Book, product), Patience);
        return done ? Page.Parse(text) : null;
    }

    /// <returns>Null: the region's Redis doesn't answer, and it may have happened or not.</returns>
    public Task<Page?> ChangeAsync(int product, Change change) =>
        ReplaceAsync(product, page => page.After(change));

    /// <summary>Takes in what another region says of a product.</summary>
    public Task<Page?> MergeAsync(RedisValue product, Page other) =>
        ReplaceAsync(product, page => without.Merge ? page.Merge(other) : page.Replace(other));

    // Blue and green change the same page: whoever was second reads again.
    private async Task<Page?> ReplaceAsync(RedisValue product, Func<Page, Page> change)
    {
        while (true)
        {
            var (found, text) = await redis.TryAsync(db => db.HashGetAsync(Book, product), Patience);
            if (!found)
                return null;
            var page = change(Page.Parse(text));
            var (done, swapped) = await redis.TryAsync(
                db => db.ScriptEvaluateAsync(
                    Swap, [Book], [product, text.IsNull ? "" : text, page.ToText()]),
                Patience);
            if (!done)
                return null;
            if ((bool)swapped!)
                return page;
        }
    }
}
