namespace Shop.Scorecard;

/// <summary>
/// One file for each finished step, so that a run that was broken off goes on where it was.
/// </summary>
internal sealed class Steps(string folder)
{
    /// <summary>Forgets all steps.</summary>
    public void Clear()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What a step has left behind, or null if it has not been finished.</summary>
    public string? Find(string step) => File.Exists(Path(step)) ? File.ReadAllText(Path(step)) : null;

    /// <summary>Where a step writes while it runs. A file that is not complete must not count.</summary>
    public string Draft(string step)
    {
        Directory.CreateDirectory(folder);
        File.Delete(DraftOf(step));
        return DraftOf(step);
    }

    /// <summary>The draft is complete.</summary>
    public void Finish(string step) => File.Move(DraftOf(step), Path(step), overwrite: true);

    private string DraftOf(string step) => $"{Path(step)}.draft";

    /// <summary>Where a finished step is.</summary>
    public string Path(string step) => System.IO.Path.Combine(folder, $"{step}.json");
}
