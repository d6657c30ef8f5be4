using System.Runtime.InteropServices;

namespace DataflowWrite.Cli;

/// <summary>
/// The wish to stop: the first signal cancels and lets the command end by itself, a second one ends the process at
/// once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _exitCode = ExitCode.Interrupted;

    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of a command that was cancelled.</summary>
    public int Code => Volatile.Read(ref _exitCode);

    public static Interruption BySignals()
    {
        var interruption = new Interruption();
        interruption.Register(PosixSignal.SIGINT, ExitCode.Interrupted);
        interruption.Register(PosixSignal.SIGTERM, ExitCode.Terminated);
        return interruption;
    }

    /// <summary>Cancels; false when that has been done before.</summary>
    public bool Raise(int exitCode)
    {
        lock (_source)
        {
            if (_source.IsCancellationRequested)
                return false;

            Volatile.Write(ref _exitCode, exitCode);
            _source.Cancel();
            return true;
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();

        _source.Dispose();
    }

    private void Register(PosixSignal signal, int exitCode)
        => _registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = Raise(exitCode)));
}
