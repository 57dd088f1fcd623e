namespace Shop.Catalogue;

/// <summary>Words that go with every kind of product.</summary>
internal static class Words
{
    public static readonly string[] Places =
    [
        "Alder", "Amber", "Aspen", "Aurora", "Birch", "Bramble", "Brook", "Cedar", "Cinder",
        "Clover", "Coral", "Cove", "Dune", "Echo", "Ember", "Fable", "Fern", "Fjord", "Flint",
        "Gale", "Glade", "Grove", "Harbor", "Haven", "Hazel", "Heath", "Indigo", "Iris", "Ivy",
        "Juniper", "Kestrel", "Lagoon", "Lantern", "Lark", "Linden", "Lumen", "Maple", "Marlow",
        "Meadow", "Mesa", "Mistral", "Moss", "Nimbus", "North", "Oak", "Ochre", "Onyx",
        "Orchard", "Otter", "Pebble", "Pine", "Plume", "Quill", "Quarry", "Raven", "Reed",
        "Ridge", "River", "Rowan", "Saffron", "Sage", "Sierra", "Slate", "Solace", "Sorrel",
        "Sparrow", "Summit", "Tansy", "Thistle", "Tide", "Timber", "Umber", "Vale", "Vesper",
        "Willow", "Wren", "Yarrow", "Zephyr",
    ];

    public static readonly string[] Makers =
    [
        "A small-batch", "An everyday", "A carefully made", "A quietly beautiful", "A sturdy",
        "A well-proportioned", "A studio-made", "A timeless",
    ];

    public static readonly string[] Care =
    [
        "Made to be repaired, not replaced.",
        "Packed without plastic.",
        "Comes with a five-year guarantee.",
        "Each piece differs a little from the next.",
        "Made by a family workshop.",
        "Spare parts are available for good.",
    ];
}
