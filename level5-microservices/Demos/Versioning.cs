using System.Text.Json.Nodes;
using Shop.Shoppers;

namespace Shop;

internal static class Versioning
{
    private const int Looks = 20;

    public static readonly Demo Demo = new(
        "versioning",
        "A new contract is served beside the old one, and a release that breaks the old one never "
        + "reaches a customer: the contract test refuses it.")
    {
        RestsOn = "contract-test",
        Workload = new() { Rate = 10, Mix = new() { Cart = 0, Checkout = 0, SignIn = 0 } },
        Say = new(
            "Phones want the cart in another form. The web page wants it as it always was.",
            "v2 speaks both. v3 tidies the old one away: surely nobody uses that any more?",
            "Nobody has to know who uses it. Those who do have said so in a file, and it is checked."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var gate = new ContractGate(stage);
        using var member = await Member.RegisterAsync(stage, Region.EuWest);
        await member.PutAsync(member.Home, 5);
        try
        {
            var (old, young) = await LookAsync(stage, member, "v1");
            stage.Expect("old client served by v1", old, $"of {Looks}", atLeast: Looks);
            stage.Expect("new client served by v1", young, $"of {Looks}", atMost: 0);

            await ReleaseAsync(stage, gate, "v2");
            (old, young) = await LookAsync(stage, member, "v2");
            stage.Expect("old client served by v2", old, $"of {Looks}", atLeast: Looks);
            stage.Expect("new client served by v2", young, $"of {Looks}", atLeast: Looks);

            await ReleaseAsync(stage, gate, "v3");
            (old, _) = await LookAsync(stage, member, "v3");
            stage.Expect("old client served after v3", old, $"of {Looks}", atLeast: Looks);
        }
        finally
        {
            await DeployAsync(stage, "v1");
        }
    }

    private static async Task ReleaseAsync(Stage stage, ContractGate gate, string release)
    {
        var broken = await gate.ExamineAsync(release);
        foreach (var one in broken.Take(3))
            stage.Note("contract", $"{release}: {one}");
        stage.Measure($"found in {release}", broken.Count);
        if (broken.Count > 0 && stage.World.Without != "contract-test")
            stage.Note("refuse", $"{release} stays where it is");
        else
            await DeployAsync(stage, release);
    }

    private static async Task DeployAsync(Stage stage, string release)
    {
        foreach (var region in stage.Regions)
            await stage.Faults.DeployAsync(
                Controls.Service(stage.Shop.Services, "accounts", region).Name, release);
        // A gateway believes a fresh instance after two good probes.
        await Task.Delay(1_500, stage.Cancellation);
    }

    // Both look for what their contract promises, and not at the status alone.
    private static async Task<(int Old, int New)> LookAsync(
        Stage stage, Member member, string release)
    {
        var (old, young) = (0, 0);
        await stage.PhaseAsync($"both clients, {release}", 2, async () =>
        {
            for (var look = 0; look < Looks; look++)
            {
                old += await SeesAsync(member, "cart", "productId") ? 1 : 0;
                young += await SeesAsync(member, "v2/cart", "product") ? 1 : 0;
            }
        });
        return (old, young);
    }

    private static async Task<bool> SeesAsync(Member member, string path, string field) =>
        (await member.GetAsync(member.Home, path))?["items"] is JsonArray { Count: > 0 } items
        && items[0]![field] is not null;
}
