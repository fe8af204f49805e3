using System.Runtime.InteropServices;

namespace Sakimori.Bench;

/// <summary>Waits for the end that whoever serves is told by Ctrl-C or SIGTERM.</summary>
internal sealed class Stopping : IDisposable
{
    private readonly PosixSignalRegistration[] registrations;

    private Stopping(PosixSignalRegistration[] registrations) => this.registrations = registrations;

    /// <summary>Ends a task when the process is asked to stop, so that the servers are stopped in order.</summary>
    public static Stopping On(TaskCompletionSource stop) => new([.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }
        .Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.TrySetResult();
        }))]);

    public void Dispose() => Array.ForEach(registrations, r => r.Dispose());
}
