using Shop.Catalogue;

namespace Shop.Tests;

public class CatalogueTests
{
    [Fact]
    public void The_same_seed_gives_the_same_products()
    {
        Assert.Equal(Seed.Items(), Seed.Items());
        Assert.Equal(Seed.Items().Take(100), Seed.Items(100));
        Assert.NotEqual(Seed.Items(), Seed.Items(seed: 1));
    }

    [Fact]
    public void The_products_do_not_change_unnoticed()
    {
        var first = Seed.Items().First();

        Assert.Equal(
            new Item(
                1,
                "Lagoon Tea Cup",
                "Mugs",
                "A sturdy tea cup of fine porcelain. Sits warm in both hands. Packed without plastic.",
                2450,
                1316),
            first);
    }

    [Fact]
    public void Every_product_can_be_sold()
    {
        var items = Seed.Items().ToList();

        Assert.Equal(Enumerable.Range(1, 1_000), items.Select(item => item.Id));
        Assert.All(items, item =>
        {
            Assert.NotEmpty(item.Name);
            Assert.NotEmpty(item.Description);
            Assert.InRange(item.Price, 1_00, 1_000_00);
            Assert.InRange(item.Stock, 1, 10_000);
        });
        Assert.Equal(8, items.Select(item => item.Category).Distinct().Count());
    }

    [Fact]
    public void Images_are_small_well_formed_and_mostly_different()
    {
        var pictures = Seed.Items().Select(Picture.Of).ToList();

        Assert.All(pictures, picture =>
        {
            Assert.InRange(picture.Length, 500, 8_000);
            Assert.Equal("svg", System.Xml.Linq.XElement.Parse(picture).Name.LocalName);
        });
        Assert.True(pictures.Distinct().Count() > 950);
        Assert.Equal(Picture.Of(Seed.Items().First()), pictures[0]);
    }
}
