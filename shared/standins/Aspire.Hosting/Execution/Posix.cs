using System.Runtime.InteropServices;

namespace Aspire.Hosting.Execution;

internal static class Posix
{
    internal const int SigInt = 2;
    internal const int SigKill = 9;
    internal const int SigTerm = 15;

    /// <summary>Signals a process, or with a negative id its whole group.</summary>
    internal static bool Signal(int id, int signal) => Kill(id, signal) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int id, int signal);
}
