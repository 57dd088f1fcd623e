using System.Diagnostics;
using Aspire.Hosting.Execution;

namespace Hosting.Tests;

/// <summary>However a host ends, nothing of it stays on the machine.</summary>
public sealed class CleanupTests
{
    // sleeper; sh with two sleeps; stubborn sh with one sleep; web
    private const int SteadyProcesses = 7;

    [Theory]
    [InlineData(Posix.SigInt)]
    [InlineData(Posix.SigTerm)]
    public async Task A_polite_signal_ends_it_in_good_order(int signal)
    {
        await using var host = HostProcess.Start("steady");
        await host.PrintsAsync("ready");
        await host.HasDescendantsAsync(SteadyProcesses);

        var clock = Stopwatch.StartNew();
        host.Signal(signal);

        Assert.Equal(0, await host.ExitCodeAsync());
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3.5));
        Assert.Empty(host.Errors.Trim());
        await host.LeavesNothingAsync();
    }

    [Fact]
    public async Task Two_signals_at_once_are_one()
    {
        await using var host = HostProcess.Start("steady");
        await host.PrintsAsync("ready");

        host.Signal(Posix.SigInt);
        host.Signal(Posix.SigInt);

        Assert.Equal(0, await host.ExitCodeAsync());
        await host.LeavesNothingAsync();
    }

    [Fact]
    public async Task A_killed_host_leaves_nothing()
    {
        await using var host = HostProcess.Start("steady");
        await host.PrintsAsync("ready");
        await host.HasDescendantsAsync(SteadyProcesses);

        host.Signal(Posix.SigKill);

        await host.ExitCodeAsync();
        await host.LeavesNothingAsync();
    }

    [Theory]
    [InlineData(Posix.SigInt)]
    [InlineData(Posix.SigKill)]
    public async Task A_host_that_is_still_starting_leaves_nothing(int signal)
    {
        await using var host = HostProcess.Start("slow-start");
        await host.HasDescendantsAsync(1);

        host.Signal(signal);

        await host.ExitCodeAsync();
        await host.LeavesNothingAsync();
    }

    [Theory]
    [InlineData(Posix.SigInt)]
    [InlineData(Posix.SigKill)]
    public async Task A_helper_that_a_handler_has_started_does_not_stay(int signal)
    {
        await using var host = HostProcess.Start("helper");
        await host.HasDescendantsAsync(2);

        host.Signal(signal);

        await host.ExitCodeAsync();
        await host.LeavesNothingAsync();
    }

    [Theory]
    [InlineData(Posix.SigInt)]
    [InlineData(Posix.SigTerm)]
    [InlineData(Posix.SigKill)]
    public Task A_signal_at_any_moment_leaves_nothing(int signal) =>
        Parallel.ForEachAsync(new[] { 60, 120, 180, 240, 300, 400 }, async (milliseconds, _) =>
        {
            await using var host = HostProcess.Start("steady");
            await Task.Delay(milliseconds);
            host.Signal(signal);
            await host.ExitCodeAsync();
            await host.LeavesNothingAsync();
        });

    [Fact]
    public async Task An_exception_in_the_AppHost_leaves_nothing()
    {
        await using var host = HostProcess.Start("exception");

        Assert.NotEqual(0, await host.ExitCodeAsync());
        Assert.Contains("the AppHost is wrong", host.Errors);
        await host.LeavesNothingAsync();
    }

    [Fact]
    public async Task A_killed_guardian_does_not_stop_the_host_from_cleaning_up()
    {
        await using var host = HostProcess.Start("steady");
        await host.PrintsAsync("ready");

        Posix.Signal(host.GuardianId(), Posix.SigKill);
        host.Signal(Posix.SigInt);

        Assert.Equal(0, await host.ExitCodeAsync());
        await host.LeavesNothingAsync();
    }
}
