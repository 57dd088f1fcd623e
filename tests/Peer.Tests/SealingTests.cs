using System.Security.Cryptography;
using System.Text;

namespace Peer.Tests;

public sealed class SealingTests
{
    private readonly MerchantKeys merchant = MerchantKeys.Create();
    private readonly Identity buyer = Identity.Create();

    [Fact]
    public void An_order_comes_out_as_it_went_in()
    {
        var order = Orders.Any();

        var opened = SealedOrder.Open(SealedOrder.Write(buyer, merchant.Public, order, isSealed: true), merchant);

        Assert.Equivalent(order, opened);
    }

    [Fact]
    public void Another_key_opens_nothing()
    {
        var entry = SealedOrder.Write(buyer, merchant.Public, Orders.Any(), isSealed: true);

        Assert.Null(SealedOrder.Open(entry, MerchantKeys.Create()));
    }

    [Fact]
    public void Nothing_of_it_can_be_read_on_the_way()
    {
        var entry = SealedOrder.Write(buyer, merchant.Public, Orders.Any(), isSealed: true);
        var box = Json.Read<SealedOrder>(entry.Body)!.Box;

        var seen = Encoding.Latin1.GetString([.. entry.ToString().Select(c => (byte)c), .. box.Text]);

        Assert.DoesNotContain("Ada", seen);
        Assert.DoesNotContain("Mug", seen);
    }

    [Fact]
    public void Two_orders_that_are_alike_do_not_look_alike()
    {
        var order = Orders.Any();

        var one = SealedOrder.Write(buyer, merchant.Public, order, isSealed: true);
        var two = SealedOrder.Write(buyer, merchant.Public, order, isSealed: true);

        Assert.NotEqual(one.Body, two.Body);
    }

    [Fact]
    public void A_changed_box_does_not_open()
    {
        var label = new byte[] { 1 };
        var text = RandomNumberGenerator.GetBytes(64);
        var box = SealedBox.Seal(merchant.Public.Sealing, text, label);

        Assert.Equal(text, box.Open(merchant.Sealing, label));
        Assert.Null(box.Open(merchant.Sealing, [2]));
        for (var at = 0; at < box.Text.Length; at++)
        {
            var changed = box.Text.ToArray();
            changed[at] ^= 1;
            Assert.Null(new SealedBox(box.Once, changed).Open(merchant.Sealing, label));
        }

        Assert.Null(new SealedBox(box.Once, [1, 2]).Open(merchant.Sealing, label));
    }

    [Fact]
    public void A_box_on_another_curve_does_not_open()
    {
        using var liar = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        var box = new SealedBox(liar.PublicKey.ExportSubjectPublicKeyInfo(), new byte[64]);

        Assert.Null(box.Open(merchant.Sealing, []));
    }

    [Fact]
    public void Keys_survive_a_restart()
    {
        var again = MerchantKeys.Parse(merchant.Export());
        var entry = SealedOrder.Write(buyer, merchant.Public, Orders.Any(), isSealed: true);

        Assert.Equal(merchant.Public.ToString(), again.Public.ToString());
        Assert.Equal(merchant.Public.Merchant, ShopKeys.Parse(merchant.Public.ToString()).Merchant);
        Assert.NotNull(SealedOrder.Open(entry, again));
        Assert.Equal(buyer.Id, Identity.From(buyer.Export()).Id);
    }
}
