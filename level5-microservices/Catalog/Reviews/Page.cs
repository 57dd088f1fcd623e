using System.Text.Json;

namespace Shop.Reviews;

/// <summary>
/// A product's page in a region's book of opinions: kept in three ways side by side, so that one
/// can see what each makes of the same changes.
/// </summary>
internal sealed record Page(LastWriterWins Last, Crdt Crdt, VersionVectors Vectors) : ICopy<Page>
{
    public static readonly Page Empty = new(LastWriterWins.Empty, Crdt.Empty, VersionVectors.Empty);

    [JsonIgnore]
    public Opinions Shown => Crdt.Shown;

    public static Page Parse(string? text) =>
        string.IsNullOrEmpty(text) ? Empty : JsonSerializer.Deserialize<Page>(text)!;

    public string ToText() => JsonSerializer.Serialize(this);

    public Page After(Change change) =>
        new(Last.After(change), Crdt.After(change), Vectors.After(change));

    public Page Merge(Page other) =>
        new(Last.Merge(other.Last), Crdt.Merge(other.Crdt), Vectors.Merge(other.Vectors));

    /// <summary>All of it as whoever wrote last left it: what happens where nobody merges.</summary>
    public Page Replace(Page other) => Last.Merge(other.Last) == Last ? this : other;

    public Opinions As(Merging way) => way switch
    {
        Merging.LastWriterWins => Last.Shown,
        Merging.VersionVectors => Vectors.Shown,
        _ => Crdt.Shown,
    };
}

/// <summary>How copies that were changed at the same time become one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Merging>))]
internal enum Merging
{
    Crdt,
    LastWriterWins,
    VersionVectors,
}
