namespace Aspire.Hosting.Execution;

/// <summary>
/// The directory for everything that lives as long as the host, like the data of a database:
/// <c>shop-PID</c> in the temporary directory. Whoever needs it creates it; it is removed here.
/// </summary>
internal static class RunDirectory
{
    private static readonly Lock Gate = new();
    private static int _users;
    private static bool _isRegistered;

    internal static string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"shop-{Environment.ProcessId}");

    internal static void RemoveAtExit()
    {
        lock (Gate)
        {
            if (!_isRegistered)
            {
                _isRegistered = true;
                Remove(); // Of an earlier process with this id, which went without its guardian.
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove();
                AppDomain.CurrentDomain.UnhandledException += (_, e) => OnUnhandled(e);
            }
        }
    }

    /// <summary>An application begins to use it. Tests run several in one process.</summary>
    internal static void Enter()
    {
        lock (Gate)
        {
            _users++;
        }
    }

    /// <summary>The last one to leave removes it.</summary>
    internal static void Leave()
    {
        lock (Gate)
        {
            if (--_users == 0)
            {
                Remove();
            }
        }
    }

    // A mistake in the model is said in one line; anything else gets its stack trace as always.
    private static void OnUnhandled(UnhandledExceptionEventArgs e)
    {
        Remove();
        if (e.ExceptionObject is DistributedApplicationException mistake)
        {
            Console.Error.WriteLine(mistake.Message);
            Environment.Exit(1);
        }
    }

    private static void Remove()
    {
        try
        {
            if (Directory.Exists(Path))
            {
                // Thousands of files, and somebody waits for them to be gone.
                Parallel.ForEach(
                    Directory.GetDirectories(Path), one => Directory.Delete(one, recursive: true));
                Directory.Delete(Path, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or AggregateException)
        {
            // A process that is just ending may still write here: the guardian tries again.
        }
    }
}
