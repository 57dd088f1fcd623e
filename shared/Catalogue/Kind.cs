namespace Shop.Catalogue;

/// <summary>A category: what it sells, of what, and for how much in whole dollars.</summary>
internal sealed record Kind(
    string Name,
    string[] Things,
    string[] Materials,
    string[] Praises,
    int Cheapest,
    int Dearest)
{
    public static readonly IReadOnlyList<Kind> All =
    [
        new(
            "Mugs",
            ["Mug", "Espresso Cup", "Latte Bowl", "Tea Cup", "Travel Mug"],
            ["of glazed stoneware", "of fine porcelain", "with a hand-dipped glaze"],
            ["Sits warm in both hands.", "Holds the heat until the last sip.", "Stacks neatly."],
            9, 34),
        new(
            "Lamps",
            ["Desk Lamp", "Table Lamp", "Reading Lamp", "Night Light"],
            ["with a linen shade", "of spun aluminium", "with a brass stem"],
            ["Throws a soft pool of light.", "Dims down to candlelight.", "Kind to tired eyes."],
            29, 160),
        new(
            "Vases",
            ["Vase", "Bud Vase", "Carafe", "Bottle Vase"],
            ["of mouth-blown glass", "of matte clay", "with a reactive glaze"],
            ["Good with one stem, better with ten.", "Pretty even when empty.", "Stands firm."],
            14, 90),
        new(
            "Plants",
            ["Monstera", "Snake Plant", "Rubber Plant", "Fern", "Olive Tree"],
            ["in a terracotta pot", "in a glazed pot", "in a woven basket"],
            ["Forgives a forgotten weekend.", "Grows towards every window.", "Loves the shade."],
            12, 75),
        new(
            "Clocks",
            ["Wall Clock", "Desk Clock", "Alarm Clock", "Kitchen Clock"],
            ["with a silent movement", "framed in oak", "with an enamel face"],
            ["Readable from across the room.", "Never ticks at night.", "Sets itself right."],
            24, 120),
        new(
            "Bags",
            ["Backpack", "Day Pack", "Rucksack", "Commuter Bag"],
            ["of waxed canvas", "of recycled nylon", "with leather straps"],
            ["Swallows a laptop and a loaf of bread.", "Shrugs off rain.", "Gets better with age."],
            45, 190),
        new(
            "Headphones",
            ["Headphones", "Studio Headphones", "Wireless Headphones"],
            ["with memory-foam pads", "with walnut cups", "with a folding headband"],
            ["Thirty hours on one charge.", "Hushes the whole train.", "Clear all the way down."],
            59, 320),
        new(
            "Notebooks",
            ["Notebook", "Sketchbook", "Journal", "Planner"],
            ["with thread-sewn pages", "bound in linen", "with dotted paper"],
            ["Lies flat on any page.", "Takes ink without bleeding.", "Fits a coat pocket."],
            6, 32),
    ];
}
