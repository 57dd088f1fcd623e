using System.Reflection;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Runs the entry point of an AppHost inside a test, up to Build(), where it hands its builder to
/// the test; the test builds, and the AppHost goes on with the application.
/// </summary>
internal sealed class EntryPointRun(Assembly assembly)
{
    private static readonly AsyncLocal<EntryPointRun?> Here = new();

    private readonly TaskCompletionSource<IDistributedApplicationBuilder> _builder =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource<DistributedApplication> _application =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _goOn = new();

    internal static EntryPointRun? Current => Here.Value;

    internal Assembly Assembly => assembly;

    internal Task<IDistributedApplicationBuilder> Builder => _builder.Task;

    /// <summary>Runs the entry point on a thread of its own, because it blocks in Run().</summary>
    internal void Begin(string[] args)
    {
        var thread = new Thread(() =>
        {
            Here.Value = this;
            Invoke(args);
        })
        {
            IsBackground = true,
            Name = assembly.GetName().Name,
        };
        thread.Start();
    }

    internal void HandOver(IDistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        _goOn.Task.GetAwaiter().GetResult();
    }

    internal void HandOver(DistributedApplication application) =>
        _application.TrySetResult(application);

    internal Task<DistributedApplication> BuildAsync()
    {
        _goOn.TrySetResult();
        return _application.Task;
    }

    internal void Abandon() => _goOn.TrySetException(
        new OperationCanceledException("The test did not build the application."));

    private void Invoke(string[] args)
    {
        // Whatever the AppHost throws is for the test, not for this thread.
        try
        {
            var main = assembly.EntryPoint ?? throw new InvalidOperationException(
                $"{assembly.GetName().Name} has no entry point.");
            var result = main.Invoke(null, main.GetParameters().Length == 0 ? null : [args]);
            (result as Task)?.GetAwaiter().GetResult();
            Fail(new InvalidOperationException("The AppHost has not built an application."));
        }
        catch (TargetInvocationException e)
        {
            Fail(e.InnerException!);
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Fail(Exception e)
    {
        _builder.TrySetException(e);
        _application.TrySetException(e);
    }
}
