namespace Shop.Tests;

/// <summary>Searches files, log of changes, log of events and output for planted bytes.</summary>
public class ResidencyTests(RunningShop shop)
{
    [Fact]
    public async Task Personal_data_is_at_home_only_and_there_it_is_sealed()
    {
        var (european, american) = (await LiveAsync(shop.Eu), await LiveAsync(shop.Us));

        foreach (var (person, home) in new[] { (european, shop.Eu), (american, shop.Us) })
        {
            var kept = await person.SealedAsync(home);
            var key = await person.KeyAsync(home);
            byte[][] plain = [Traces.Bytes(person.Email), Traces.Bytes(person.Name)];
            // The search finds what is there: the sealed person, and the key.
            Assert.NotEmpty(await Traces.FindAsync(home, kept));
            Assert.Single(await Traces.FindAsync(home, key));
            foreach (var site in shop.Sites)
                Assert.Empty(await Traces.FindAsync(site, plain));
            foreach (var site in shop.Sites.Where(site => site != home))
                Assert.Empty(await Traces.FindAsync(site, kept, key));
            Assert.False(await Traces.AreInLogAsync(shop.Redis, [.. plain, kept, key]));
        }
    }

    [Fact]
    public async Task After_erasure_nothing_can_be_read_at_home_nor_in_a_backup_of_before()
    {
        var person = await LiveAsync(shop.Eu);
        var (kept, key) = (await person.SealedAsync(shop.Eu), await person.KeyAsync(shop.Eu));

        using var erased = await person.SendAsync(shop.Ap, HttpMethod.Delete, "/api/account");

        // The log, and with it every backup, still has what was sealed. What would open it is gone.
        Assert.NotEmpty(await Traces.FindAsync(shop.Eu, kept));
        foreach (var site in shop.Sites)
        {
            Assert.Empty(await Traces.FindAsync(
                site, key, Traces.Bytes(person.Email), Traces.Bytes(person.Name)));
        }

        Assert.Equal(0, await shop.Eu.AskAsync<int>(
            $"select count(*) from customers where id = {person.Id}"));
    }

    [Fact]
    public async Task A_backup_that_is_restored_brings_nobody_back_who_was_erased()
    {
        var person = await LiveAsync(shop.Eu);
        await shop.Eu.AskAsync<int>(
            $"create table backup as select * from customers where id = {person.Id}");
        (await person.SendAsync(shop.Eu, HttpMethod.Delete, "/api/account")).Dispose();

        await shop.Eu.AskAsync<int>("insert into customers select * from backup");

        Assert.Equal(1, await shop.Eu.AskAsync<int>(
            $"select count(*) from customers where id = {person.Id}"));
        using var export = await person.SendAsync(shop.Eu, HttpMethod.Get, "/api/account");
        Assert.Equal(HttpStatusCode.NotFound, export.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await person.SignInAsync(shop.Eu));
    }

    private async Task<Person> LiveAsync(Site home)
    {
        var person = await Person.RegisterAsync(home);
        foreach (var site in shop.Sites)
        {
            await person.SignInAsync(site);
            (await person.SendAsync(
                site, HttpMethod.Put, "/api/cart/items/3", new { quantity = 1 })).Dispose();
            await person.GetAsync(site, "/api/account");
        }

        return person;
    }
}
