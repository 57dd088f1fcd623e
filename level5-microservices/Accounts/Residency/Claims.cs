namespace Shop.Accounts;

/// <summary>
/// Two regions may be asked for the same address in the same moment. So each writes its claim down
/// before it asks the others: whichever asks second finds the other's. Of two claims, that of the
/// region with the lower number is the better one, and the other one is dropped where it is.
/// A customer's own number ends with that of its region, which tells claims apart if regions share
/// a database.
/// </summary>
internal sealed class Claims(Database database, Vault vault, Here here)
{
    /// <summary>Drops a claim that is not certain yet, and its key.</summary>
    /// <param name="isFirst">Whatever its age. Otherwise if who made it must have died.</param>
    /// <returns>Whether the address is taken here nevertheless.</returns>
    public async Task<bool> YieldAsync(byte[] mark, bool isFirst)
    {
        var (keys, isTaken) = await database.WriteAsync<(IReadOnlyList<Guid>, bool)>(
            """
            delete from customers
            where mark = @mark and id % 10 = @Digit and not is_certain
                and (@isFirst or created_at < now() - interval '30 s')
            returning key_id;
            select exists (select from customers where mark = @mark and id % 10 = @Digit)
            """,
            new { mark, isFirst, here.Digit },
            async results => (
                [.. await results.ReadAsync<Guid>()], await results.ReadSingleAsync<bool>()));
        foreach (var key in keys)
            vault.Destroy(key);
        return isTaken;
    }
}
