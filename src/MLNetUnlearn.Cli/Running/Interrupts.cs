using System.Runtime.InteropServices;

namespace MLNetUnlearn.Cli.Running;

/// <summary>
/// Ctrl-C and the request to terminate: the first one cancels, so that a run leaves its state; the second one ends at once.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interrupts() => _registrations =
        [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested; // not cancelled means: the system ends the process
        _source.Cancel();
    }
}
