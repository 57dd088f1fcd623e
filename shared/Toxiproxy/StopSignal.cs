using System.Runtime.InteropServices;

namespace Toxiproxy;

/// <summary>
/// Waits for SIGTERM or SIGINT, and keeps the runtime from acting on them itself.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource received =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly PosixSignalRegistration terminate;
    private readonly PosixSignalRegistration interrupt;

    public StopSignal()
    {
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
    }

    public Task Received => received.Task;

    public void Dispose()
    {
        terminate.Dispose();
        interrupt.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        received.TrySetResult();
    }
}
